/** Every screen of the widget as a site's people would see it, made from the site's settings and its realm's policy, without anybody's data. */
import type { News, Policy, SiteView, Step, Support } from '@regain/core'
import { isSent, sendingOf } from '@regain/core'
import type { Replay } from '@regain/widget'

export const screens = ['identify', 'choose-method', 'challenge', 'wrong-code', 'new-password', 'help', 'done', 'stopped'] as const
export type Screen = (typeof screens)[number]

const MINUTE = 60_000

export function previewOf(screen: Screen, { name, support }: { name: string; support: Support }, policy: Policy, at: number): Replay {
  const { minLength, maxLength } = policy.password
  const view: SiteView = {
    name,
    reasons: policy.reasons,
    locales: [],
    support,
    password: { minLength, maxLength },
    captcha: policy.captcha.first,
    sending: sendingOf(policy),
  }
  const problem: News | undefined = screen === 'wrong-code' ? { code: 'code-wrong' } : undefined
  const expiresAt = new Date(at + policy.flowLifetimeSeconds * 1000).toISOString()
  return {
    site: view,
    flow: { id: 'preview', reason: 'forgot-password', expiresAt, step: stepOf(screen, support, policy, at) },
    ...(problem && { problem }),
    at,
  }
}

function stepOf(screen: Screen, support: Support, policy: Policy, at: number): Step {
  const masked = policy.hints === 'masked'
  switch (screen) {
    case 'identify':
      return { type: 'identify', identifiers: policy.identifiers, captcha: policy.captcha.first }
    case 'choose-method':
      return {
        type: 'choose-method',
        proven: 0,
        needed: policy.needed,
        methods: policy.methods.map((method) =>
          isSent(method)
            ? {
                ref: method,
                method,
                ...(masked && { masked: method === 'sms-code' ? '••••••42' : 'j•••@e•••' }),
                complete: masked && method === 'sms-code' ? 'last-digits' : 'address',
              }
            : { ref: method, method },
        ),
      }
    case 'challenge':
    case 'wrong-code': {
      const [method = 'email-code'] = policy.methods
      const sent = isSent(method)
      return {
        type: 'challenge',
        method,
        ...(sent && masked && { masked: method === 'sms-code' ? '••••••42' : 'j•••@e•••' }),
        guessesLeft: policy.code.guesses - (screen === 'wrong-code' ? 1 : 0),
        expiresAt: new Date(at + policy.code.lifetimeSeconds * 1000).toISOString(),
        ...(sent && { resendAt: new Date(at + MINUTE / 2).toISOString() }),
      }
    }
    case 'new-password':
      return {
        type: 'new-password',
        minLength: policy.password.minLength,
        maxLength: policy.password.maxLength,
        username: 'jane@example.com',
      }
    case 'help':
      return { type: 'help', fields: [], support }
    case 'done':
      return { type: 'done', outcome: 'password-changed' }
    case 'stopped':
      return { type: 'stopped', because: 'too-many-guesses' }
  }
}
