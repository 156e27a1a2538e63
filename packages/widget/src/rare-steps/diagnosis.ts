/** The diagnosis: why the person can't sign in, what caused it, and what they can do. */
import type { Remedy, Step } from '@regain/core'
import type { RareContext, Screen } from '../screen.ts'
import { kit } from './kit.ts'

type DiagnosisStep = Extract<Step, { type: 'diagnosis' }>

export function diagnosis({ c, t, w }: RareContext, step: DiagnosisStep): Screen {
  const { cause, since, wrongSignIns, names, signsInWith, remedies } = step
  const moment = (at: string) => new Date(at).toLocaleString(t.language, { dateStyle: 'long', timeStyle: 'short' })
  const isolated = (name: string) => `\u2068${name}\u2069`
  const either = (names: string[]) => new Intl.ListFormat(t.language, { type: 'disjunction' }).format(names)
  return {
    title: w.diagnosisTitle,
    lead: w.causes[cause].why,
    between: kit.html`<div class="stack">
      ${wrongSignIns ? kit.html`<p>${w.wrongSignIns(wrongSignIns.count, moment(wrongSignIns.last))}${wrongSignIns.from ? ` ${w.wrongFrom(wrongSignIns.from.map(isolated).join(' · '))}` : kit.nothing}${wrongSignIns.until ? ` ${w.opensAt(moment(wrongSignIns.until))}` : kit.nothing}</p>` : kit.nothing}
      ${hasMoment(cause) && !wrongSignIns ? kit.html`<p class="hint">${w.since(moment(since))}</p>` : kit.nothing}
      ${signsInWith ? kit.html`<p>${w.signsInWith(either(signsInWith.map(isolated)))}</p>` : kit.nothing}
      ${signsInWith && cause === 'no-password' ? kit.nothing : kit.html`<p>${w.causes[cause].what}</p>`}
      ${names ? kit.html`<p>${w.names(names.map(isolated).join(' · '))}</p>` : kit.nothing}</div>
      ${remedies.map((remedy, place) => way(remedy, place === 0))}`,
    after: kit.html`<button type="button" class="link" @click=${() => c.answer({ type: 'look-again' })}>${w.lookAgain}</button>`,
  }

  function way(remedy: Remedy, first: boolean) {
    const choose = () => c.answer({ type: 'remedy', remedy })
    return kit.html`<button type="button" class=${first ? 'main' : kit.nothing} part=${first ? 'main' : kit.nothing} aria-disabled=${c.busy ? 'true' : 'false'} @click=${choose}>${w.remedies[remedy]}</button>`
  }
}

/** The other causes have no beginning that could be shown. */
const hasMoment = (cause: DiagnosisStep['cause']): boolean => !['nothing-wrong', 'no-password', 'directory-unreachable'].includes(cause)
