/** Asks for what the person keeps: a code from their sheet, or from their app. */
import type { KeptMethodName, Step } from '@regain/core'
import { keptFields } from '../methods/index.ts'
import type { Screen, WayContext } from '../screen.ts'
import { emptyOf, field, finished, html, noMethod, who } from './kit.ts'

type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>

export function kept(context: WayContext, { guessesLeft }: StepOf<'challenge'>, method: KeptMethodName): Screen {
  const { c, t, w } = context
  const { title, lead, label, hint, wrong } = w.kept[method]
  const missing = emptyOf(context, { code: hint })
  const said = c.news?.code === 'code-wrong' ? { name: 'code', text: wrong } : undefined
  return {
    title,
    lead,
    place: 3,
    missing,
    said,
    before: who(context),
    fields: field(context, {
      ...keptFields[method],
      name: 'code',
      label,
      hint: `${hint} ${t.guessesLeft(guessesLeft)}`,
      error: c.lacking.includes('code') ? hint : said?.text,
    }),
    after: html`<button type="button" class="link" @click=${() => c.answer({ type: 'back' })}>${t.back}</button>${noMethod(context)}`,
    submit: { label: t.next, run: () => c.answer({ type: 'challenge', code: c.typed.get('code') ?? '' }) },
  }
}

/** The end, for who came in by a saved code: it is one less now. */
export function doneBySavedCode(context: WayContext, step: StepOf<'done'>): Screen {
  const screen = finished(context, step)
  const { w } = context
  const { savedCode, savedCodesLeft = 0 } = step
  const said = savedCode
    ? html`<p>${w.savedCodeNew}</p><p><b><bdi dir="ltr">${savedCode}</bdi></b></p>`
    : html`<p>${w.savedCodesLeft(savedCodesLeft)}</p>`
  return { ...screen, between: html`${said}${screen.between}` }
}
