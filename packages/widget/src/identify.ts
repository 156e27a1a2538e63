/** Chooses the screen, and draws the first two: the reason, and the account. */
import type { Reason } from '@regain/core'
import { html } from 'lit/html.js'
import { emptyOf, type FirstContext, field, type Screen, type StepContext } from './screen.ts'

/** Undefined while something is still loading. */
export function screenOf(context: FirstContext): Screen | undefined {
  const { c, t, steps } = context
  if (!c.site) return undefined
  if (!c.flow) return c.resumed || (c.busy && c.site.reasons.length === 1) ? undefined : reasons(context)
  if (c.flow.step.type === 'identify') return identify(context)
  return steps && 'checking' in t ? steps.screenOf(context as StepContext, c.flow.step) : undefined
}

function reasons(context: FirstContext): Screen {
  const { c, t } = context
  const chosen = c.typed.get('reason')
  const choose = (reason: string) => () => c.write('reason', reason)
  return {
    title: t.reasonTitle,
    missing: emptyOf(context, { reason: t.reasonMissing }),
    before: html`<div class="stack" role="radiogroup" aria-label=${t.choices}>
      ${c.site?.reasons.map(
        (reason) =>
          html`<label class="choice"><input type="radio" name="reason" .checked=${reason === chosen} @change=${choose(reason)} />${t.reasons[reason]}</label>`,
      )}
    </div>`,
    submit: { label: t.next, run: () => c.begin(chosen as Reason) },
  }
}

export function identify(context: FirstContext): Screen {
  const { c, t, siteName, steps } = context
  const later = steps && 'checking' in t ? (context as StepContext) : undefined
  const why = c.news?.code === 'identifier-refused' && c.news.why
  // The exact words are in the part with the rare steps. Until it is loaded, this says at least what to enter.
  const refused = why && (c.refusals?.[why] ?? t.identifierMissing)
  const said = refused ? { name: 'identifier', text: refused } : undefined
  const missing = emptyOf(context, { identifier: t.identifierMissing })
  const screen: Screen = {
    title: t.identifyTitle,
    lead: t.identifyLead(siteName),
    place: 1,
    said,
    missing,
    fields: field(context, {
      name: 'identifier',
      label: t.identifierLabel,
      hint: t.identifierHint,
      error: c.lacking.includes('identifier') ? missing[0]?.text : said?.text,
      autocomplete: 'username',
    }),
    submit: { label: t.next, run: c.identify },
  }
  // The captcha's words and code are in the later part, to keep the first one small.
  return later ? (later.steps?.withCaptcha(later, screen) ?? screen) : screen
}
