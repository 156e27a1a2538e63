/** The shapes of replies, as the widget checks them: a small copy of core's schemas. `replies.test.ts` compares the two. */
import { causeNames, methodNames, outcomes, remedies, stops } from '@regain/core'
import type { Shape } from '../check-shape.ts'
import { fits, flowWith, identifyStep, instant, lengths, list, maybe, support } from './kit.ts'

const text = 'string'
const number = 'number'

/** One of several shapes, distinguished by a property. */
const variant =
  (tag: string, shapes: Record<string, Shape>): Shape =>
  (value) =>
    fits(value, { [tag]: Object.keys(shapes) }) && fits(value, shapes[(value as Record<string, string>)[tag] ?? ''] ?? [])

const step = () =>
  variant('type', {
    identify: identifyStep,
    'choose-method': {
      methods: list({ ref: text, method: methodNames, masked: maybe(text), complete: maybe(['address', 'last-digits']) }),
      proven: number,
      needed: number,
    },
    'challenge': {
      method: methodNames,
      masked: maybe(text),
      guessesLeft: number,
      expiresAt: instant,
      resendAt: maybe(instant),
      number: maybe(number),
      options: maybe({ challenge: text, rpId: text }),
      contacts: maybe({ right: number, needed: number }),
    },
    'diagnosis': {
      cause: causeNames,
      since: instant,
      remedies: list(remedies),
      wrongSignIns: maybe({ count: number, last: instant, from: maybe(list(text)), until: maybe(instant) }),
      names: maybe(list(text)),
      signsInWith: maybe(list(text)),
    },
    'wait': { readyAt: instant, until: instant },
    // Shown as it is: a newer server may send other words.
    'review': {
      changes: list({
        ref: text,
        change: text,
        at: instant,
        fate: text,
        method: maybe(text),
        gone: maybe(list(text)),
        came: maybe(list(text)),
      }),
      lately: list({ at: instant, what: text, method: maybe(text), browser: maybe(text), country: maybe(text) }),
    },
    // The browser checks the options for a passkey itself.
    'new-password': { ...lengths, username: text },
    'help': { support },
    'done': {
      outcome: outcomes,
      reference: maybe(text),
      savedCodesLeft: maybe(number),
      savedCode: maybe(text),
      savedCodes: maybe(list(text)),
      passkeys: maybe(number),
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

export const flowReply: Shape = (reply) => fits(reply, { flow: flowWith(step()), problem: maybe(news()) })

const parameters = { nonce: text, salt: text, cost: number, keyLength: number, keyPrefix: text } as const
export const captchaReply = variant('kind', {
  'characters': { id: text, image: text, audio: text },
  'proof-of-work': { id: text, challenge: { parameters } },
})
