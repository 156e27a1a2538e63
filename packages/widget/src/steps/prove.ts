/** The steps of a proof by code: choose an address, complete it, enter the code that arrives there. */
import type { OfferedMethod, Sending, Step } from '@regain/core'
import { LAST_DIGITS } from '@regain/core'
import type { LaterTexts, RareTexts, ResendTexts } from '../languages/texts.ts'
import type { Screen, StepContext } from '../screen.ts'
import { aloud, inWords } from './aloud.ts'
import { kit } from './kit.ts'
import { pick } from './pick.ts'

/** The prefix of a site's public key. The token of a link has another one. */
const SITE_KEY = 'pk_'

type StepOf<Type extends Step['type']> = Extract<Step, { type: Type }>

/** `kept` has the words for methods that people keep, where they are offered, too. */
export function chooseMethod(context: StepContext, step: StepOf<'choose-method'>, kept?: RareTexts): Screen {
  const { c, t } = context
  const { picked } = c
  const [only, another] = step.methods
  // Methods that people keep have nothing to complete.
  const completes = picked?.complete
  const title = kept?.chooseAny ?? t.chooseTitle
  const names: Record<string, string> = { ...t.methods, ...kept?.keptMethods }
  const missing = picked
    ? completes
      ? kit.emptyOf(context, { complete: t.completeMissing })
      : []
    : [{ name: 'choice', text: t.chooseMissing }]
  const said = c.news?.code === 'completion-refused' ? { name: 'complete', text: t.completeMissing } : undefined
  const error = c.lacking.includes('complete') ? missing[0]?.text : said?.text
  return {
    title,
    lead: [!kept && only?.masked && t.chooseLead, step.needed > 1 && t.progress(step.proven, step.needed)].filter(Boolean).join(' '),
    place: 2,
    missing,
    said,
    before: kit.html`${who(context)}<div class="stack" role=${another ? 'radiogroup' : kit.nothing} aria-label=${another ? t.choices : kit.nothing}>${step.methods.map((offer) => choice(context, offer, another !== undefined, names[offer.method]))}</div>`,
    ...(completes && { fields: completion(context, picked, error) }),
    after: noMethod(context),
    submit: {
      label: ((picked ?? only)?.method ?? '') in t.methods ? t.sendCode : t.next,
      run: () =>
        picked && c.answer({ type: 'choose-method', ref: picked.ref, ...(completes && { complete: c.typed.get('complete') ?? '' }) }),
    },
  }
}

function choice(context: StepContext, offer: OfferedMethod, among: boolean, name: string | undefined) {
  const { c } = context
  const { masked } = offer
  const words = kit.html`<span><b>${name}</b>${masked ? kit.html` <small>${aloud(context, masked, kit.html`<bdi dir="ltr">${masked}</bdi>`)}</small>` : kit.nothing}</span>`
  return among
    ? kit.html`<label class="choice"><input type="radio" name="choice" .checked=${offer.ref === c.picked?.ref} @change=${() => pick(c, offer)} />${words}</label>`
    : kit.html`<div class="choice">${words}</div>`
}

function completion(context: StepContext, { method, masked, complete }: OfferedMethod, error: string | undefined) {
  const { t } = context
  const digits = complete === 'last-digits'
  const mail = method !== 'sms-code'
  const label =
    masked === undefined ? t.completeWhole[mail ? 'email-code' : 'sms-code'] : digits ? t.completeDigits(masked) : t.completeAddress(masked)
  return kit.field(context, {
    name: 'complete',
    label,
    spoken: masked && inWords(context, label),
    hint: t.completeWhy,
    error,
    filled: true,
    autocomplete: mail ? 'email' : digits ? 'off' : 'tel',
    inputmode: mail ? 'email' : digits ? 'numeric' : 'tel',
    // Spaces between the digits are allowed.
    maxlength: digits ? LAST_DIGITS * 3 : 254,
  })
}

/** The name that was typed, and a button to change it. After a reload the page no longer knows the name. Where a link has named the account, there is neither. */
export function who({ c, t }: StepContext) {
  const name = c.resumed ? '' : c.typed.get('identifier')
  const byLink = !name && !c.settings.site.startsWith(SITE_KEY)
  return byLink
    ? kit.html``
    : kit.html`<div class="row hint"><span>${name ? kit.html`${t.account} <b><bdi>${name}</bdi></b>` : kit.nothing}</span><button type="button" class="link" @click=${c.startOver}>${t.otherAccount}</button></div>`
}

export const noMethod = ({ c, t }: StepContext) =>
  kit.html`<button type="button" class="link" @click=${() => c.answer({ type: 'no-method' })}>${t.noMethod}</button>`

/** `words` are about a code, or about the email that is sent in place of one. */
export function resending({ c, t }: StepContext, { resendAt }: StepOf<'challenge'>, words: ResendTexts = t) {
  const late = c.site?.sending && kit.html`<p class="hint" id="late">${whenLate(t, c.site.sending, words === t ? 'code' : 'approval')}</p>`
  if (!resendAt) return kit.html`<span class="hint">${words.resendNoMore}</span>${late}`
  const wait = Math.ceil((Date.parse(resendAt) - c.now()) / 1000)
  const inSeconds = wait > 0 ? words.resendIn(wait) : ''
  const resend = async () => {
    if (inSeconds) return c.say(inSeconds)
    const { left } = c
    await c.answer({ type: 'resend' })
    if (!left.aborted && !c.news && !c.fault) c.say(words.resent)
  }
  // The seconds are beside the button: in its name, each change would be read aloud.
  return kit.html`<span><button type="button" class="link" aria-disabled=${inSeconds ? 'true' : 'false'} aria-describedby="late" @click=${resend}>${words.resend}</button> <small class="hint">${inSeconds}</small></span>${late}`
}

/** A full limit on messages never shows. So everybody reads in advance what the limit is, and how long to wait. */
export function whenLate(t: LaterTexts & { language: string }, { waitSeconds, ...rooms }: Sending, of: 'code' | 'approval'): string {
  const time = (seconds: number) => {
    const [size, unit] = seconds < 7200 ? ([60, 'minute'] as const) : ([3600, 'hour'] as const)
    return Math.ceil(seconds / size).toLocaleString(t.language, { style: 'unit', unit, unitDisplay: 'long' })
  }
  const said = rooms[of].map(({ most, seconds }) => t.room(most, time(seconds)))
  return t.whenLate(time(waitSeconds), new Intl.ListFormat(t.language).format(said))
}

export function challenge(context: StepContext, step: StepOf<'challenge'>): Screen {
  const { c, t } = context
  // The server's clock comes in whole seconds. Without the extra second, ten minutes would start as eleven.
  const minutes = Math.ceil((Date.parse(step.expiresAt) - c.now() - 1000) / 60_000)
  const missing = kit.emptyOf(context, { code: t.codeMissing })
  const code = c.news?.code
  const words =
    c.news?.code === 'not-a-code' ? t.notACode(c.news.length) : code === 'code-expired' ? t.codeOver : t.news[code as keyof typeof t.news]
  const said = words ? { name: 'code', text: words } : undefined
  return {
    title: t.codeTitle,
    lead: t.codeLead(step.masked && `\u2068${step.masked}\u2069`),
    place: 3,
    missing,
    said,
    before: who(context),
    fields: kit.field(context, {
      name: 'code',
      label: t.codeLabel,
      hint: t.guessesLeft(step.guessesLeft),
      error: c.lacking.includes('code') ? missing[0]?.text : said?.text,
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      maxlength: 64,
    }),
    // Not in the description of the field, which would be read aloud each minute.
    between: kit.html`<p class="hint">${minutes > 0 ? t.codeUntil(minutes) : ''}</p>`,
    after: kit.html`${resending(context, step)}${noMethod(context)}<button type="button" class="link" @click=${() => c.answer({ type: 'back' })}>${t.back}</button>`,
    submit: { label: t.next, run: () => c.answer({ type: 'challenge', code: c.typed.get('code') ?? '' }) },
  }
}
