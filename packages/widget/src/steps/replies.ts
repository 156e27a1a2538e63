/** What the server may say to an answer, as the widget believes it: core's schemas in small. `replies.test.ts` holds the two together. */
import { identifierRefusals, lockCauses, methodNames, outcomes, passwordRefusals, stops } from '@regain/core'
import type { Shape } from '../shape.ts'
import { fits, flowWith, identifyStep, instant, lengths, list, maybe, support, variant } from './kit.ts'

const text = 'string'
const number = 'number'

const step = () =>
  variant('type', {
    identify: identifyStep,
    'choose-method': {
      methods: list({ ref: text, method: methodNames, masked: maybe(text), complete: maybe(['address', 'last-digits']) }),
      proven: number,
      needed: number,
    },
    'challenge': { method: methodNames, masked: maybe(text), guessesLeft: number, expiresAt: instant, resendAt: maybe(instant) },
    'diagnosis': { cause: lockCauses, since: instant, remedies: list(['unlock', 'new-password', 'help']) },
    'new-password': { ...lengths, username: text },
    'help': { support },
    'done': { outcome: outcomes, reference: maybe(text) },
    'stopped': { because: stops },
  })

const news = () =>
  variant('code', {
    'captcha-refused': {},
    'identifier-refused': { why: identifierRefusals },
    'completion-refused': {},
    'code-wrong': {},
    'code-expired': {},
    'resend-too-early': {},
    'password-refused': { why: passwordRefusals },
    'directory-unavailable': {},
    'directory-unsure': {},
  })

export const flowReply: Shape = (reply) => fits(reply, { flow: flowWith(step()), problem: maybe(news()) })
