import type { PasskeyOptions, PasskeyQuestion, PolicyInput } from '@regain/core'
import { afterEach, describe, expect, it } from 'vitest'
import type { Mood } from '../../testing/authenticator.ts'
import { createAuthenticator } from '../../testing/authenticator.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld, SHOP } from '../../testing/open-world.ts'
import { personAt } from '../../testing/people.ts'
import { purge } from '../db/purge.ts'
import { accounts, devices, passkeys, usedQuestions } from '../db/schema.ts'

const AT_SHOP = { origin: SHOP, host: 'shop.example' }
const PASSWORD = 'old lanterns never rust'
const DAY = 86_400_000
type Device = ReturnType<typeof createAuthenticator>
type SignedIn = { result: string; accountId?: string; generation?: number; device?: string; because?: string }

describe('a sign-in by passkey', () => {
  let world: TestWorld
  const mailOf = (id: string) => `${id}@example.com`
  async function open(policy: PolicyInput = {}) {
    world = await openWorld({ methods: ['email-code', 'passkey'], signInByPasskey: true, hold: { newHours: 0 }, ...policy })
    for (const id of ['jane', 'june']) await world.addAccount(id, { ...personAt(mailOf(id)), password: PASSWORD })
  }
  afterEach(() => world.close())

  async function add(id = 'jane', device = createAuthenticator(), mood: Mood = {}) {
    const own = await world.enrol(id)
    const { body } = await own.call<{ options: PasskeyOptions; setUp: string }>('/set-up', { method: 'passkey' })
    await own.call('/confirmation', { setUp: body.setUp, credential: device.create(body.options, { ...AT_SHOP, ...mood }) })
    return { device, handle: body.options.user.id }
  }
  const ask = async (body: object = { origin: SHOP }, headers = world.back) =>
    await world.call<{ question: string; passkey: PasskeyQuestion; expiresAt: string }>('POST', '/v1/sign-in-challenges', body, headers)
  const give = async (body: object, headers = world.back) => await world.call<SignedIn>('POST', '/v1/sign-ins/passkey', body, headers)
  async function signIn(device: Device, mood: Mood = {}, more: object = {}) {
    const { question, passkey } = (await ask()).body
    return await give({ question, credential: device.get(passkey, { ...AT_SHOP, ...mood }), ...more })
  }

  it('returns the account, like the check of a password, and recognises the device', async () => {
    await open()
    const { device, handle } = await add()
    const asked = await ask()
    expect(asked.status).toBe(201)
    expect(asked.body).toEqual({
      question: expect.any(String),
      passkey: { challenge: expect.stringMatching(/^[\w-]{43}$/), rpId: 'shop.example' },
      expiresAt: new Date(world.now() + 300_000).toISOString(),
    })
    const first = await signIn(device, { handle })
    const byPassword = await world.signIn(mailOf('jane'), PASSWORD)
    expect(Object.keys(first.body)).toEqual(Object.keys(byPassword.body))
    expect(first.body).toMatchObject({ result: 'ok', accountId: 'jane', generation: byPassword.body.generation })
    const again = await signIn(device, {}, { device: first.body.device })
    expect(again.body.device).toBe(first.body.device)
    expect(await world.db.read.select().from(devices)).toHaveLength(2)
  })

  it('accepts each challenge once: not a second time, not beside another answer, and of two at once one', async () => {
    await open()
    const { device } = await add('jane', createAuthenticator(), { counter: 0 })
    const { question, passkey } = (await ask()).body
    const credential = device.get(passkey, { ...AT_SHOP, counter: 0 })
    const both = await Promise.all([give({ question, credential }), give({ question, credential })])
    expect(both.map(({ body }) => body.result).sort()).toEqual(['ok', 'refused'])
    expect((await give({ question, credential })).body).toEqual({ result: 'refused' })
    // A wrong answer uses it up, too.
    const other = (await ask()).body
    await give({ question: other.question, credential: createAuthenticator().get(other.passkey, AT_SHOP) })
    expect((await give({ question: other.question, credential: device.get(other.passkey, AT_SHOP) })).body.result).toBe('refused')
    world.turnClock(2 * 3_600_000)
    await purge(world.db, world.now())
    expect(await world.db.read.select().from(usedQuestions)).toEqual([])
  })

  it('refuses a late answer, an answer to another challenge, and one from another site', async () => {
    await open()
    const { device } = await add()
    const late = (await ask()).body
    const [one, two] = [(await ask()).body, (await ask()).body]
    expect((await give({ question: one.question, credential: device.get(two.passkey, AT_SHOP) })).body).toEqual({ result: 'refused' })
    const policy: PolicyInput = { methods: ['email-code', 'passkey'], signInByPasskey: true }
    const elsewhere = await world.found('Other Shop', 'https://other.example', policy)
    const theirs = { authorization: `Bearer ${elsewhere.site.secretKey}` }
    const three = (await ask()).body
    expect((await give({ question: three.question, credential: device.get(three.passkey, AT_SHOP) }, theirs)).body).toEqual({
      result: 'refused',
    })
    expect((await give({ question: 'made up', credential: device.get(three.passkey, AT_SHOP) })).body).toEqual({ result: 'refused' })
    world.turnClock(300_000)
    expect((await give({ question: late.question, credential: device.get(late.passkey, AT_SHOP) })).body).toEqual({ result: 'refused' })
  })

  it.each<[string, Mood]>([
    ['nobody gave a PIN or a finger', { verified: false }],
    ['another page asked', { origin: 'https://evil.example' }],
    ['it is for another host', { host: 'evil.example' }],
    ['it says that it is somebody else’s', { handle: 'c29tZWJvZHkgZWxzZQ' }],
  ])('refuses when %s', async (_, mood) => {
    await open()
    const { device } = await add()
    expect((await signIn(device, mood)).body).toEqual({ result: 'refused' })
    expect((await signIn(device)).body.result).toBe('ok')
  })

  it('looks the same for an unknown passkey, one with a foreign signature, and one that was removed', async () => {
    await open()
    const { device } = await add()
    const replies = [await signIn(createAuthenticator())]
    const { question, passkey } = (await ask()).body
    replies.push(await give({ question, credential: { ...createAuthenticator().get(passkey, AT_SHOP), id: device.id, rawId: device.id } }))
    await (await world.enrol('jane')).call('/removal', { method: 'passkey', id: device.id })
    replies.push(await signIn(device))
    expect(replies.map(({ status, text }) => `${status} ${text}`)).toEqual(Array(3).fill('200 {"result":"refused"}'))
    expect(await world.db.read.select().from(usedQuestions)).toHaveLength(3)
  })

  it('says why the account is locked only to the holder of the passkey', async () => {
    await open()
    const { device } = await add()
    for (const cause of ['operator', 'compromised', 'expired', 'disabled']) {
      await world.call('POST', '/v1/accounts/jane/lock', { cause }, world.back)
      expect((await signIn(device)).body).toEqual({ result: 'locked', because: cause })
      expect((await signIn(createAuthenticator())).body).toEqual({ result: 'refused' })
      await world.call('DELETE', '/v1/accounts/jane/lock', undefined, world.back)
    }
  })

  it('works while strangers have locked the name with wrong passwords, and counts for its address', async () => {
    await open({ limits: { signInPerAddress: { burst: 8, perSeconds: 600 } } })
    const { device } = await add()
    for (let n = 0; n < 6; n += 1) await world.signIn(mailOf('jane'), `wrong ${n}`)
    expect((await world.signIn(mailOf('jane'), PASSWORD)).body.result).toBe('locked')
    const ip = '203.0.113.9'
    expect((await signIn(device, {}, { ip })).body.result).toBe('ok')
    // A right answer gives the count back.
    for (let n = 0; n < 8; n += 1) expect((await signIn(createAuthenticator(), {}, { ip })).body.result).toBe('refused')
    expect((await signIn(device, {}, { ip })).body).toEqual({ result: 'locked', because: 'too-many-sign-ins' })
    expect((await signIn(device)).body.result).toBe('ok')
  })

  it('is refused until a new passkey’s hold is over', async () => {
    await open({ hold: { newHours: 24 } })
    const { device } = await add()
    expect((await signIn(device)).body).toEqual({ result: 'refused' })
    world.turnClock(DAY)
    expect((await signIn(device)).body.result).toBe('ok')
  })

  it('is refused if the counter did not grow, and the owner is warned that there may be a copy', async () => {
    await open()
    const { device } = await add('jane', createAuthenticator(), { counter: 4 })
    expect((await signIn(device, { counter: 9 })).body.result).toBe('ok')
    expect((await signIn(device, { counter: 9 })).body).toEqual({ result: 'refused' })
    expect((await world.mailsTo(mailOf('jane'))).at(-1)).toContain('was refused because it may have been copied')
    expect((await signIn(device, { counter: 10 })).body.result).toBe('ok')
  })

  it('accepts one of two answers with the same counter, at the same moment', async () => {
    await open()
    const { device } = await add()
    const replies = await Promise.all([signIn(device, { counter: 7 }), signIn(device, { counter: 7 })])
    expect(replies.map(({ body }) => body.result).sort()).toEqual(['ok', 'refused'])
  })

  it('is available on the site’s pages, with its secret key, and if the realm’s policy allows it', async () => {
    await open()
    expect((await ask({})).status).toBe(400)
    expect((await ask({ origin: 'https://evil.example' })).status).toBe(422)
    expect((await ask({ origin: SHOP }, { authorization: 'Bearer sk_wrong' })).status).toBe(401)
    const plain = await world.found('Plain Shop', 'https://plain.example', { methods: ['email-code', 'passkey'] })
    const theirs = { authorization: `Bearer ${plain.site.secretKey}` }
    expect((await ask({ origin: plain.origin }, theirs)).status).toBe(422)
    const { question, passkey } = (await ask()).body
    expect((await give({ question, credential: createAuthenticator().get(passkey, AT_SHOP) }, theirs)).status).toBe(422)
  })

  it('is impossible once the account is erased', async () => {
    await open()
    const { device } = await add()
    await world.call('DELETE', '/v1/accounts/jane', undefined, world.back)
    expect((await signIn(device)).body).toEqual({ result: 'refused' })
    expect([await world.db.read.select().from(passkeys), (await world.db.read.select().from(accounts)).map(({ id }) => id)]).toEqual([
      [],
      ['june'],
    ])
  })
})
