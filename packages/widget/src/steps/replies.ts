/** The shapes of replies, as the widget checks them: a small copy of core's schemas. `replies.test.ts` compares the two. */
import { causeNames, methodNames, outcomes, remedies, stops } from '@regain/core'
import type { Shape } from '../check-shape.ts'
import { kit } from './kit.ts'

const text = 'string'
const number = 'number'

/** One of several shapes, distinguished by a property. */
const variant =
  (tag: string, shapes: Record<string, Shape>): Shape =>
  (value) =>
    kit.fits(value, { [tag]: Object.keys(shapes) }) && kit.fits(value, shapes[(value as Record<string, string>)[tag] ?? ''] ?? [])

const step = () =>
  variant('type', {
    identify: kit.identifyStep,
    'choose-method': {
      methods: kit.list({ ref: text, method: methodNames, masked: kit.maybe(text), complete: kit.maybe(['address', 'last-digits']) }),
      proven: number,
      needed: number,
    },
    'challenge': {
      method: methodNames,
      masked: kit.maybe(text),
      guessesLeft: number,
      expiresAt: kit.instant,
      resendAt: kit.maybe(kit.instant),
      number: kit.maybe(number),
      options: kit.maybe({ challenge: text, rpId: text }),
      contacts: kit.maybe({ right: number, needed: number }),
    },
    'diagnosis': {
      cause: causeNames,
      since: kit.instant,
      remedies: kit.list(remedies),
      wrongSignIns: kit.maybe({ count: number, last: kit.instant, from: kit.maybe(kit.list(text)), until: kit.maybe(kit.instant) }),
      names: kit.maybe(kit.list(text)),
      signsInWith: kit.maybe(kit.list(text)),
    },
    'wait': { readyAt: kit.instant, until: kit.instant },
    // Shown as it is: a newer server may send other words.
    'review': {
      changes: kit.list({
        ref: text,
        change: text,
        at: kit.instant,
        fate: text,
        method: kit.maybe(text),
        gone: kit.maybe(kit.list(text)),
        came: kit.maybe(kit.list(text)),
      }),
      lately: kit.list({ at: kit.instant, what: text, method: kit.maybe(text), browser: kit.maybe(text), country: kit.maybe(text) }),
    },
    // The browser checks the options for a passkey itself.
    'new-password': { ...kit.lengths, username: text },
    'help': { support: kit.support },
    'done': {
      outcome: outcomes,
      reference: kit.maybe(text),
      savedCodesLeft: kit.maybe(number),
      savedCode: kit.maybe(text),
      savedCodes: kit.maybe(kit.list(text)),
      passkeys: kit.maybe(number),
    },
    'stopped': { because: stops },
  })

/** An unknown reason gets general words. */
const news = () =>
  variant('code', {
    'captcha-refused': {},
    'identifier-refused': { why: text },
    'completion-refused': {},
    'contact-refused': {},
    'code-wrong': {},
    'not-a-code': { length: number },
    'code-expired': {},
    'resend-too-early': {},
    'password-refused': { why: text },
    'directory-unavailable': {},
    'directory-unsure': {},
  })

export const flowReply: Shape = (reply) => kit.fits(reply, { flow: kit.flowWith(step()), problem: kit.maybe(news()) })

const parameters = { nonce: text, salt: text, cost: number, keyLength: number, keyPrefix: text } as const
export const captchaReply = variant('kind', {
  'characters': { id: text, image: text, audio: text },
  'proof-of-work': { id: text, challenge: { parameters } },
})
