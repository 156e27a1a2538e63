import {
  CaptchaReplySchema,
  FlowReplySchema,
  type News,
  SiteViewSchema,
  type StartedReply,
  StartedReplySchema,
  type Step,
} from '@regain/core'
import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import { fits, type Shape } from '../check-shape.ts'
import { identifyStep, siteView, startedReply } from '../client.ts'
import { kit as firstKit } from '../kit.ts'
import { kit } from './kit.ts'
import { captchaReply, flowReply } from './replies.ts'

beforeAll(() => Object.assign(kit, firstKit))

const at = '2026-11-24T09:00:00.000Z'
const support = { url: 'https://shop.example/help', email: 'help@shop.example', phone: '+49 30 1234567', hours: 'Mon-Fri' }
const steps: { [Type in Step['type']]: Extract<Step, { type: Type }> } = {
  'identify': { type: 'identify', identifiers: ['email', 'handle'], captcha: 'characters' },
  'choose-method': {
    type: 'choose-method',
    methods: [{ ref: 'a', method: 'sms-code', masked: '••••••42', complete: 'last-digits' }],
    proven: 0,
    needed: 1,
  },
  'challenge': { type: 'challenge', method: 'email-code', masked: 'j•••@e•••', guessesLeft: 5, expiresAt: at, resendAt: at },
  'diagnosis': {
    type: 'diagnosis',
    cause: 'too-many-sign-ins',
    since: at,
    remedies: ['unlock', 'help'],
    wrongSignIns: { count: 11, last: at, from: ['Firefox (Linux)'], until: at },
    names: ['j•••@e•••'],
    signsInWith: ['Google'],
  },
  'wait': { type: 'wait', readyAt: at, until: at },
  'review': {
    type: 'review',
    changes: [
      { ref: 'a', change: 'addresses-changed', at, fate: 'open', gone: ['j•••@e•••'], came: ['t•••@e•••'] },
      { ref: 'b', change: 'method-set-up', at, fate: 'goes', method: 'totp' },
    ],
    lately: [{ at, what: 'proof-failed', method: 'totp', browser: 'Firefox', country: 'DE' }],
  },
  'new-password': { type: 'new-password', minLength: 15, maxLength: 256, username: 'jane@example.com' },
  'help': { type: 'help', fields: [], support },
  'done': {
    type: 'done',
    outcome: 'password-changed',
    reference: 'R-1',
    savedCodesLeft: 9,
    savedCode: 'AAAA-BBBB',
    savedCodes: ['AAAA-BBBB'],
  },
  'stopped': { type: 'stopped', because: 'expired' },
}
const news: News[] = [
  { code: 'captcha-refused' },
  { code: 'identifier-refused', why: 'empty' },
  { code: 'completion-refused' },
  { code: 'contact-refused' },
  { code: 'code-wrong' },
  { code: 'code-expired' },
  { code: 'resend-too-early' },
  { code: 'password-refused', why: 'breached' },
  { code: 'directory-unavailable' },
  { code: 'directory-unsure' },
]
/** A kept method is shown only by its name. */
const kept: Step[] = [
  { type: 'choose-method', methods: [{ ref: 'b', method: 'saved-code' }], proven: 1, needed: 2 },
  { type: 'challenge', method: 'totp', guessesLeft: 5, expiresAt: at },
  { type: 'challenge', method: 'contacts', guessesLeft: 5, expiresAt: at, contacts: { right: 1, needed: 2 } },
  { type: 'challenge', method: 'email-approval', masked: 'j•••@e•••', guessesLeft: 5, expiresAt: at, resendAt: at, number: 47 },
  { type: 'challenge', method: 'device-approval', guessesLeft: 5, expiresAt: at, number: 47 },
  { type: 'challenge', method: 'passkey', guessesLeft: 5, expiresAt: at, options: { challenge: 'c', rpId: 'shop.example' } },
]
const flow = (step: Step) => ({ id: 'f', reason: 'forgot-password', expiresAt: at, step })
const parameters = { algorithm: 'PBKDF2/SHA-256', nonce: '00', salt: '00', cost: 1, keyLength: 32, keyPrefix: '0' }
/** Any other step is loaded again before it is shown. */
const shownBeginning: Shape = (reply) => fits(reply, startedReply) && fits((reply as StartedReply).flow.step, identifyStep)
const samples: [name: string, reply: object, shape: Shape, schema: v.GenericSchema][] = [
  [
    'a site',
    {
      name: 'Shop',
      reasons: ['forgot-password'],
      locales: ['en'],
      support,
      password: { minLength: 15, maxLength: 64 },
      captcha: 'characters',
      sending: { waitSeconds: 300, code: [{ most: 3, seconds: 600 }], approval: [] },
    },
    siteView,
    SiteViewSchema,
  ],
  ['a beginning', { flow: flow(steps.identify), token: 't' }, shownBeginning, StartedReplySchema],
  ['work', { id: 'c', expiresAt: at, kind: 'proof-of-work', challenge: { parameters } }, captchaReply, CaptchaReplySchema],
  ['characters', { id: 'c', expiresAt: at, kind: 'characters', image: 'data:', audio: 'data:' }, captchaReply, CaptchaReplySchema],
  ...[...Object.values(steps), ...kept].map((step): (typeof samples)[number] => [
    `step ${step.type}`,
    { flow: flow(step) },
    flowReply,
    FlowReplySchema,
  ]),
  ...news.map((problem): (typeof samples)[number] => [
    `news ${problem.code}`,
    { flow: flow(steps.help), problem },
    flowReply,
    FlowReplySchema,
  ]),
]

/** The widget does not check what it never reads. It has general words for an unknown `why`. */
const UNREAD = new Set(['sending', 'identifiers', 'locales', 'fields', 'algorithm', 'signature', 'expiresAt of a captcha', 'why'])

/** The reply with each of its values, one at a time, removed or replaced. */
function* spoiled(value: object, path = ''): Generator<[string, object]> {
  for (const [key, inner] of Object.entries(value)) {
    const name = key === 'expiresAt' && 'kind' in value ? 'expiresAt of a captcha' : key
    if (UNREAD.has(name)) continue
    const { [key]: _, ...without } = value as Record<string, unknown>
    if (!Array.isArray(value)) yield [`${path}.${key} missing`, without]
    for (const other of [true, 'http://[', {}, 17, null, ['x']]) yield [`${path}.${key} = ${JSON.stringify(other)}`, put(value, key, other)]
    if (typeof inner === 'object' && inner !== null)
      for (const [where, broken] of spoiled(inner, `${path}.${key}`)) yield [where, put(value, key, broken)]
  }
}
const put = (value: object, key: string, inner: unknown): object =>
  Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner }

describe.each(samples)('%s', (_, reply, shape, schema) => {
  it('is accepted as the server makes it, and with properties that this version does not know', () => {
    expect(v.is(schema, reply)).toBe(true)
    expect(fits(reply, shape)).toBe(true)
    expect(fits({ ...reply, newer: 1 }, shape)).toBe(true)
  })
  it('is refused when core refuses one of its values', () => {
    const wrongly = [...spoiled(reply)].filter(([, broken]) => !v.is(schema, broken) && fits(broken, shape)).map(([where]) => where)
    // Texts that are only shown may have any content.
    const shown =
      /\.(name|masked|ref|id|token|nonce|salt|keyPrefix|image|audio|username|reference|savedCode|email|phone|hours|browser|country|what|change|fate) = "|\.(changes|lately)\.\d\.method = "|\.(gone|came|from|savedCodes)\.0 = "|\.\w+ = null$/
    expect(wrongly.filter((where) => !shown.test(where))).toEqual([])
  })
})

it('a link that is not https is refused', () => {
  for (const url of ['http://shop.example', 'javascript:alert(1)', 'https://', '//shop.example'])
    expect(fits({ flow: flow({ ...steps.help, support: { url } }) }, flowReply)).toBe(false)
})
