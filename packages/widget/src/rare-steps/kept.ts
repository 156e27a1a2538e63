/** Asks for a method that the person keeps: a code from their sheet or app, a passkey, or the codes of their contacts. */
import type { KeptMethodName, Step } from '@regain/core'
import { keptWays } from '../methods/index.ts'
import type { KeptField, KeptPress } from '../methods/method.ts'
import type { RareContext, Screen } from '../screen.ts'
import { kit } from './kit.ts'

type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>

export function kept(context: RareContext, step: StepOf<'challenge'>, method: KeptMethodName): Screen {
  const { c, t, w } = context
  const { title, lead } = w.kept[method]
  const way = keptWays[method]
  return {
    title,
    lead,
    place: 3,
    before: kit.who(context),
    after: kit.html`<button type="button" class="link" @click=${() => c.answer({ type: 'back' })}>${t.back}</button>${kit.noMethod(context)}`,
    ...('press' in way ? pressed(context, step, method, way) : typed(context, step, method, way)),
  }
}

function typed(context: RareContext, step: StepOf<'challenge'>, method: KeptMethodName, way: KeptField): Partial<Screen> {
  const { c, t, w } = context
  const { label, hint, wrong } = w.kept[method]
  const said =
    c.news?.code === 'not-a-code'
      ? { name: 'code', text: t.notACode(c.news.length) }
      : c.news?.code === 'code-wrong'
        ? { name: 'code', text: wrong }
        : undefined
  const { guessesLeft, contacts } = step
  const run = async () => {
    await c.answer({ type: 'challenge', code: c.typed.get('code') ?? '' })
    // One of several codes was right: the field is for the next one.
    if (!contacts || c.news || c.flow?.step === step) return
    c.typed.delete('code')
    c.changed()
  }
  return {
    ...(contacts && { before: kit.html`${kit.who(context)}<p aria-live="polite"><b>${w.heard(contacts.right, contacts.needed)}</b></p>` }),
    missing: kit.emptyOf(context, { code: hint }),
    said,
    fields: kit.field(context, {
      ...way,
      name: 'code',
      label,
      hint: `${hint} ${t.guessesLeft(guessesLeft)}`,
      error: c.lacking.includes('code') ? hint : said?.text,
    }),
    submit: { label: t.next, run },
  }
}

/** By step: where the browser is asking now, and where it returned no passkey. */
const asking = new WeakSet<AbortSignal>()
const notGiven = new WeakSet<AbortSignal>()

function pressed(context: RareContext, step: StepOf<'challenge'>, method: KeptMethodName, way: KeptPress): Partial<Screen> {
  const { c, t, w } = context
  const { label, hint, wrong } = w.kept[method]
  const { left } = c
  if (!way.isThere()) return { between: kit.html`<p aria-live="polite">${w.noPasskeys}</p>` }
  const run = async () => {
    if (asking.has(left)) return
    asking.add(left)
    notGiven.delete(left)
    c.changed()
    const answer = await way.press(step, left)
    asking.delete(left)
    if (left.aborted) return
    if (answer) return c.answer(answer)
    c.news = undefined
    notGiven.add(left)
    c.changed()
  }
  const said = notGiven.has(left) ? w.passkeyNotGiven : c.news?.code === 'code-wrong' ? wrong : ''
  return {
    between: kit.html`<p aria-live="polite">${said}</p><p class="hint">${hint} ${t.guessesLeft(step.guessesLeft)}</p>`,
    submit: { label, run },
  }
}
