/** The review after "someone else is in my account": the owner selects the recent changes that they did not make. */
import type { Step } from '@regain/core'
import type { RareContext, Screen } from '../screen.ts'
import { addStyles } from './add-styles.ts'
import { kit } from './kit.ts'

type ReviewStep = Extract<Step, { type: 'review' }>
type Change = ReviewStep['changes'][number]

export function review(context: RareContext, { changes, lately }: ReviewStep): Screen {
  const { c, t, w } = context
  const moment = (at: string) => new Date(at).toLocaleString(t.language, { dateStyle: 'long', timeStyle: 'short' })
  const key = ({ ref }: Change) => `not mine ${c.flow?.id} ${ref}`
  const isMarked = (change: Change) => c.typed.get(key(change)) === 'yes'
  const marked = changes.filter(isMarked).map(({ ref }) => ref)
  return {
    title: w.reviewTitle,
    lead: w.reviewLead,
    between: kit.html`<div class="stack" role="group" aria-label=${w.reviewTitle}>${changes.map(choice)}</div>${lately.length > 0 ? kit.html`<details><summary>${w.latelyTitle}</summary><ul class="stack">${lately.map(event)}</ul></details>` : kit.nothing}`,
    after: kit.html`<button type="button" class="link" @click=${() => c.answer({ type: 'no-method' })}>${w.remedies.help}</button>`,
    submit: {
      label: changes.some(({ fate }) => fate === 'open') ? w.reviewNext(marked.length) : t.next,
      run: () => c.answer({ type: 'review', notMine: marked }),
    },
    shown: addStyles,
  }

  function choice(change: Change) {
    const words = kit.html`<span><b>${w.reviewed[change.change]}</b>${details(change)}</span>`
    if (change.fate !== 'open') return kit.html`<div class="choice shown">${words}</div>`
    const mark = (event: Event) => c.write(key(change), (event.target as HTMLInputElement).checked ? 'yes' : '')
    return kit.html`<label class="choice"><input type="checkbox" .checked=${isMarked(change)} @change=${mark} />${words}</label>`
  }

  function details({ at, fate, method, gone, came }: Change) {
    const line = (text: string) => kit.html`<small>${text}</small>`
    const all = (values: readonly string[]) => values.map((value) => `\u2068${value}\u2069`).join(' · ')
    return kit.html`${method ? line(w.keptMethods[method]) : kit.nothing}${line(moment(at))}${gone ? line(w.reviewGone(all(gone))) : kit.nothing}${came ? line(w.reviewCame(all(came))) : kit.nothing}${fate === 'open' ? kit.nothing : line(w.fates[fate])}`
  }

  function event({ at, what, method, browser, country }: ReviewStep['lately'][number]) {
    const name = method && method in w.keptMethods ? w.keptMethods[method as keyof typeof w.keptMethods] : undefined
    const place = country && new Intl.DisplayNames(t.language, { type: 'region' }).of(country)
    const from = [name, browser, place].filter(Boolean).join(' · ')
    return kit.html`<li>${w.activity[what]} <span class="hint">${[moment(at), from].filter(Boolean).join(' · ')}</span></li>`
  }
}
