/** The new password: a hint, a meter of its length, and everything that a password manager looks for. */
import { checkPassword, normalisePassword, type Step } from '@regain/core'
import type { FlowController } from '../flow-controller.ts'
import type { Screen, StepContext } from '../screen.ts'
import { kit } from './kit.ts'

type NewPasswordStep = Extract<Step, { type: 'new-password' }>

/** About the length of one more word. The meter measures length alone: the server estimates the rest, with lists that are too large for a page. */
const STRONG_AT = 1.4

export function newPassword(context: StepContext, step: NewPasswordStep): Screen {
  const { c, t, id } = context
  const { news } = c
  const missing = kit.emptyOf(context, { password: t.passwordMissing })
  const refusals: Readonly<Record<string, string>> = { ...c.refusals, ...t.passwordRefused }
  const words = news && (refusals[news.code === 'password-refused' ? news.why : news.code] ?? t.problemTitle)
  const said = words ? { name: 'password', text: words } : undefined
  return {
    title: t.passwordTitle,
    lead: c.flow?.reason === 'compromised' ? t.shut : undefined,
    place: 4,
    missing,
    said,
    // Password managers save the new password under this name. The person does not enter it again (WCAG 3.3.7).
    fields: kit.html`<input data-part="unseen" id=${id('username')} name="username" form=${id('form')} type="text" autocomplete="username" readonly tabindex="-1" aria-hidden="true" .value=${step.username} />${kit.field(
      context,
      {
        name: 'password',
        label: t.passwordLabel,
        hint: t.passwordHint(step.minLength),
        error: c.lacking.includes('password') ? missing[0]?.text : said?.text,
        type: c.revealed ? 'text' : 'password',
        autocomplete: 'new-password',
        maxlength: 4096,
      },
    )}`,
    between: strength(context, step),
    after:
      c.flow?.reason === 'cannot-sign-in'
        ? kit.html`<button type="button" class="link" @click=${() => c.answer({ type: 'back' })}>${t.back}</button>`
        : undefined,
    submit: {
      label: t.savePassword,
      run: () => {
        // A browser may save the content of a plain text field as a suggestion.
        c.revealed = false
        return c.answer({ type: 'new-password', password: c.typed.get('password') ?? '' })
      },
    },
  }
}

function strength({ c, t, siteName }: StepContext, { minLength, maxLength, username }: NewPasswordStep) {
  const password = normalisePassword(c.typed.get('password') ?? '')
  const length = [...password].length
  const why = checkPassword(password, { minLength, maxLength, context: [username, siteName] })
  const strong = Math.ceil(minLength * STRONG_AT)
  const words =
    length < minLength
      ? t.passwordMore(minLength - length)
      : why
        ? t.passwordRefused[why]
        : length < strong
          ? t.passwordGood
          : t.passwordStrong
  return kit.html`<div class="row strength">
    <meter min="0" low=${minLength - 1} high=${strong - 1} optimum=${strong} max=${strong} .value=${why && length >= minLength ? 1 : Math.min(length, strong)} aria-hidden="true"></meter>
    <span class="hint" aria-hidden="true">${length > 0 ? words : ''}</span><span class="aloud" aria-live="polite">${atRest(c, length > 0 ? words : '')}</span>
    <button type="button" aria-pressed=${c.revealed ? 'true' : 'false'} @click=${() => {
      c.revealed = !c.revealed
      c.changed()
    }}>${t.reveal}</button>
  </div>`
}

/** Each key interrupts a screen reader, so the words are announced when the typing stops. */
const REST_MS = 1000
const resting = new WeakMap<AbortSignal, { typed: string; words: string; timer: ReturnType<typeof setTimeout> | undefined }>()

/** What to announce since the typing last stopped. */
function atRest(c: FlowController, words: string): string {
  const typed = c.typed.get('password') ?? ''
  const state = resting.get(c.left) ?? { typed: '', words: '', timer: undefined }
  resting.set(c.left, state)
  if (typed !== state.typed) {
    clearTimeout(state.timer)
    state.typed = typed
    state.timer = setTimeout(() => {
      state.words = words
      c.changed()
    }, REST_MS)
  }
  return state.words
}
