import type { FlowReply, MethodName, PasskeyQuestion, SetUpOf } from '@regain/core'
import { methodNames } from '@regain/core'
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuthenticator } from '../../testing/authenticator.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld, SHOP } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { MANY } from '../../testing/roomy.ts'

const PHONE = '+4915112345678'
const FRIENDS = ['ann@example.org', 'ben@example.org'] as const
const DAY = 86_400_000
const AT_SHOP = { origin: SHOP, host: 'shop.example' }

type Flow = Awaited<ReturnType<TestWorld['name']>>['flow']
type Reply = { body: FlowReply }
interface Way {
  /** The text that completes its address. */
  complete?: string
  /** From the challenge on; the flow is then at the next step. */
  prove(flow: Flow, asked: Reply): Promise<unknown>
}

let world: TestWorld
let ways: Partial<Record<MethodName, Way>>
beforeEach(async () => {
  const limits = { startPerAddress: MANY, identifyPerAddress: MANY, answerPerAddress: MANY, captchaPerAddress: MANY }
  world = await openWorld({ methods: [...methodNames], hold: { newHours: 0 }, needed: 2, proofs: 'different-methods', limits })
  const sent = (channel: string, value: string) => ({ channel, value, verified: true })
  await world.addAccount('jane', {
    identifiers: [{ kind: 'email', value: MAIL }],
    destinations: [sent('email', MAIL), sent('phone', PHONE)],
    password: 'old lanterns never rust',
  })
  ways = await setUp()
})
afterEach(() => world.close())

const linkIn = async (to: string, kind: string) =>
  new RegExp(`${ORIGIN}(/${kind}/[\\w.-]+)`).exec((await world.mailsTo(to)).findLast((text) => text.includes(`/${kind}/`)) ?? '')?.[1] ?? ''
const post = (link: string, fields: Record<string, string>) =>
  world.app.request(ORIGIN + link, { method: 'POST', body: new URLSearchParams(fields) })

/** The account has every kept method. */
async function setUp(): Promise<typeof ways> {
  const own = await world.enrol('jane')
  const { codes } = (await own.call<SetUpOf<'saved-code'>>('/set-up', { method: 'saved-code' })).body
  const app = (await own.call<SetUpOf<'totp'>>('/set-up', { method: 'totp' })).body
  const shown = () => new TOTP({ secret: Secret.fromBase32(app.secret) }).generate({ timestamp: world.now() })
  await own.call('/confirmation', { setUp: app.setUp, code: shown() })
  const device = createAuthenticator()
  const asked = (await own.call<SetUpOf<'passkey'>>('/set-up', { method: 'passkey' })).body
  await own.call('/confirmation', { setUp: asked.setUp, credential: device.create(asked.options, AT_SHOP) })
  for (const email of FRIENDS) {
    await own.call('/contacts', { name: 'A friend', email })
    await post(await linkIn(email, 'contacts'), { act: 'accept', marked: 'yes' })
  }
  const types = (flow: Flow, code: string) => world.answer(flow, { type: 'challenge', code })
  const stepOf = ({ body }: Reply) => body.flow.step as { number?: number; options?: PasskeyQuestion }
  return {
    'email-code': {
      complete: MAIL,
      async prove(flow) {
        await world.deliver()
        await types(flow, world.codeFor(MAIL))
      },
    },
    'sms-code': {
      complete: PHONE.slice(-4),
      async prove(flow) {
        await world.deliver()
        await types(flow, world.codeTexted(PHONE))
      },
    },
    'email-approval': {
      complete: MAIL,
      prove: async (_, asked) => await post(await linkIn(MAIL, 'approve'), { number: String(stepOf(asked).number) }),
    },
    'device-approval': {
      async prove(_, asked) {
        const device = await world.device('jane')
        const [id = ''] = (await device.asks()).map((one) => one.id)
        await device.says({ id, number: stepOf(asked).number ?? 0 })
      },
    },
    'saved-code': { prove: (flow) => types(flow, codes.shift() ?? '') },
    'totp': { prove: (flow) => types(flow, shown()) },
    'passkey': {
      prove(flow, asked) {
        const question = stepOf(asked).options ?? { challenge: '', rpId: '' }
        return world.answer(flow, { type: 'challenge', credential: device.get(question, AT_SHOP) })
      },
    },
    'contacts': {
      async prove(flow) {
        for (const friend of FRIENDS) {
          const page = await (await post(await linkIn(friend, 'contacts'), { act: 'confirm', marked: 'yes' })).text()
          await types(flow, /class="spoken"[^>]*>([\d ]+)</.exec(page)?.[1] ?? '')
        }
      },
    },
  }
}

const offered = ({ body: { flow } }: Reply) => (flow.step.type === 'choose-method' ? flow.step.methods : [])

/** The flow is at the list of methods. */
async function prove(flow: Flow, at: Reply, method: MethodName): Promise<Reply> {
  const ref = offered(at).find((one) => one.method === method)?.ref ?? ''
  const way = ways[method]
  if (!way) throw new Error(`no server half for the method ${method}`)
  const { complete, prove } = way
  const asked = await world.answer(flow, { type: 'choose-method', ref, ...(complete !== undefined && { complete }) })
  expect(asked.body.flow?.step.type, `${method}: ${asked.text}`).toBe('challenge')
  await prove(flow, asked)
  return await world.look(flow)
}

const pairs = methodNames.flatMap((one, place) => methodNames.slice(place + 1).map((other) => [one, other] as const))
/** Everything that comes to one mailbox is one proof. */
const isOneProof = (pair: readonly MethodName[]) => pair.includes('email-code') && pair.includes('email-approval')

describe('in a realm that asks for two proofs', () => {
  it('every pair of methods leads to a new password, whichever comes first, and neither of them alone', async () => {
    let newest = ''
    for (const [place, [one, other]] of pairs.entries()) {
      // This test is not about daily limits.
      world.turnClock(DAY)
      const [first, second] = place % 2 === 0 ? [one, other] : [other, one]
      const name = `${first}, then ${second}`
      const { flow, named } = await world.name(MAIL)
      const half = await prove(flow, named, first)
      expect(half.body.flow.step, name).toMatchObject({ type: 'choose-method', proven: 1, needed: 2 })
      const left = offered(half).map(({ method }) => method)
      expect(left, name).not.toContain(first)
      expect(left.includes(second), name).toBe(!isOneProof([one, other]))
      if (isOneProof([one, other])) continue
      const whole = await prove(flow, half, second)
      expect(whole.body.flow.step.type, name).toBe('new-password')
      newest = `quiet lanterns drift over stone ${place}`
      const done = await world.answer(flow, { type: 'new-password', password: newest })
      expect(done.body.flow.step, name).toMatchObject({ type: 'done', outcome: 'password-changed' })
    }
    expect((await world.signIn(MAIL, newest)).body.result).toBe('ok')
  })
})
