import type { PasskeyOptions, StartedReply } from '@regain/core'
import { Secret, TOTP } from 'otpauth'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAuthenticator } from '../../testing/authenticator.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld, SHOP } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { linkIn, undoing } from '../../testing/undoing.ts'
import { keptMethods, undoCapsules } from '../db/schema.ts'
import { readAccount } from '../directory/read-account.ts'

const PASSWORD = 'quiet lanterns drift'
const DAY = 86_400_000
const PHONE = '+4915112345642'
const THIEF = 'thief@evil.example'
const AT_SHOP = { origin: SHOP, host: 'shop.example' }
const own = { channel: 'email', value: MAIL, verified: true }
const jane = {
  identifiers: [
    { kind: 'email', value: MAIL },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [own, { channel: 'phone', value: PHONE, verified: true }],
  password: PASSWORD,
}
const stolen = { ...jane, destinations: [...jane.destinations, { channel: 'email', value: THIEF, verified: true }] }

let world: TestWorld
const { linkTo, press, begin, choose, undo } = undoing(() => world)
const methods = ['email-code', 'sms-code', 'saved-code', 'totp', 'passkey', 'contacts'] as const
const open = async (limits: object = roomy) => {
  world = await openWorld({ limits, methods: [...methods], signInByPasskey: true })
  await world.addAccount('jane', jane)
}
beforeEach(() => open())
afterEach(() => world.close())

const put = (body: object) => world.addAccount('jane', body as Record<string, unknown>)
const call = async <Body>(path: string, body: object) => await (await world.enrol('jane')).call<Body>(path, body)
const makeCodes = async () => (await call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body.codes
const remove = async (method: string, id?: string) => await call('/removal', { method, ...(id && { id }) })
async function addApp() {
  const inside = await world.enrol('jane')
  const { setUp, secret } = (await inside.call<{ setUp: string; secret: string }>('/set-up', { method: 'totp' })).body
  const app = new TOTP({ secret: Secret.fromBase32(secret) })
  expect((await inside.call('/confirmation', { setUp, code: app.generate({ timestamp: world.now() }) })).status).toBe(200)
  return app
}
async function addPasskey(device = createAuthenticator()) {
  const inside = await world.enrol('jane')
  const { setUp, options } = (await inside.call<{ setUp: string; options: PasskeyOptions }>('/set-up', { method: 'passkey' })).body
  expect((await inside.call('/confirmation', { setUp, credential: device.create(options, AT_SHOP) })).status).toBe(200)
  return device
}
const invite = async (name: string) => await call('/contacts', { name, email: `${name}@friends.example` })
const kept = async () => {
  const rows = await world.db.read.select({ method: keptMethods.method }).from(keptMethods)
  return rows.map(({ method }) => method).sort()
}
const state = async () => {
  const account = await readAccount(world.db.read, world.realm, 'jane')
  return account && { addresses: account.destinations.map(({ value }) => value), lock: account.lock?.cause }
}
const offered = ({ flow: { step } }: StartedReply) => (step.type === 'choose-method' ? step.methods.map(({ method }) => method) : [])

describe('the set-up of a method', () => {
  it.each([
    ['saved codes', makeCodes, 'New saved codes were created'],
    ['an app', addApp, 'An authenticator app was set up'],
    ['a passkey', addPasskey, 'A passkey was added'],
    ['a contact', () => invite('sam'), 'Someone was invited to be a recovery contact'],
  ])('%s: every address gets the link whose page says what was set up and removes it', async (_, setUp, said) => {
    await setUp()
    const link = await linkTo(MAIL)
    expect((await world.mailsTo(MAIL)).at(-1)).toContain(said)
    expect(world.texts.filter(({ to, body }) => to === PHONE && linkIn(body))).toHaveLength(1)
    expect(await (await world.app.request(ORIGIN + link)).text()).toContain(said)
    // Older than what "someone else is in my account" would remove by itself.
    world.turnClock(5 * DAY)
    expect((await undo(link)).flow.step).toEqual({ type: 'done', outcome: 'password-changed' })
    expect(await kept()).toEqual([])
    expect(await world.recorded('account.restored')).toMatchObject([{ change: 'method-set-up' }])
  })

  it('is undone with all later changes, and the method proves nothing against its own undo', async () => {
    await makeCodes()
    const link = await linkTo(MAIL)
    world.turnClock(1000)
    await addApp()
    world.turnClock(1000)
    await put(stolen)
    world.turnClock(4 * DAY)
    expect(await press(link)).toBe(200)
    expect(offered(await begin(link))).toEqual(['email-code', 'sms-code'])
    await undo(link)
    expect([await kept(), await state()]).toEqual([[], { addresses: [MAIL, PHONE], lock: undefined }])
  })

  it('has an undo that another older address can dispute: otherwise a mailbox’s reader could set a password that nobody can dispute', async () => {
    await addApp()
    const link = await linkTo(MAIL)
    world.turnClock(1000)
    await put(stolen)
    await undo(link, 'a thief who reads the mail')
    const told = (await world.mailsTo(THIEF)).filter((text) => text.includes('from before the latest changes, and undid them'))
    expect(told.map(linkIn)).toEqual([undefined])
    const [said = ''] = world.texts.filter(({ to, body }) => to === PHONE && body.includes('undid')).map(({ body }) => body)
    expect((await undo(linkIn(said) ?? '')).flow.step.type).toBe('done')
    expect((await world.signIn(MAIL, 'a thief who reads the mail')).body.result).toBe('refused')
    expect(await world.db.read.$count(undoCapsules)).toBe(0)
  })

  it('last week lets the method prove its owner against changes of today', async () => {
    await addApp()
    world.turnClock(4 * DAY)
    await put(stolen)
    const changed = await linkTo(MAIL)
    world.turnClock(1000)
    await makeCodes()
    for (const link of [await linkTo(MAIL), changed]) {
      await press(link)
      expect(offered(await begin(link))).toEqual(['email-code', 'sms-code', 'totp'])
    }
    await undo(changed)
    expect(await kept()).toEqual(['totp'])
  })

  it('gives a thief’s address no link, neither for the thief’s own set-ups nor for the owner’s', async () => {
    await put(stolen)
    world.turnClock(1000)
    await addApp()
    await makeCodes()
    expect((await world.mailsTo(THIEF)).map(linkIn)).toEqual([undefined, undefined, undefined])
    expect((await world.mailsTo(MAIL)).map(linkIn).filter(Boolean)).toHaveLength(3)
  })

  it('can be disputed by a stranger with the link, which freezes the account but undoes nothing without a proof', async () => {
    await makeCodes()
    const link = await linkTo(MAIL)
    await press(link)
    const flow = await begin(link)
    expect((await choose(flow)).status).toBe(409)
    expect([await kept(), (await state())?.lock]).toEqual([['saved-code'], 'frozen'])
    expect((await world.signIn(MAIL, PASSWORD)).body).toEqual({ result: 'locked', because: 'frozen' })
  })

  it('is limited to a number of times a day, because each sends a link that is valid for days', async () => {
    await world.close()
    await open({ setUpsPerAccountDaily: { burst: 2, perSeconds: 86_400 } })
    const codes = [await makeCodes(), await makeCodes()]
    expect(codes.map((all) => all.length)).toEqual([10, 10])
    const third = await call<{ code: string; limit: string }>('/set-up', { method: 'saved-code' })
    expect([third.status, third.body.code]).toEqual([429, 'too-many-requests'])
    // Earlier methods stay, and existing ones can always be removed.
    expect(await kept()).toEqual(['saved-code'])
    expect((await remove('saved-code')).status).toBe(200)
    expect(await kept()).toEqual([])
  })
})

describe('races', () => {
  it('the press against a method that is set up at the same moment: it is refused, or removed by the undo', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    await Promise.all([press(link), makeCodes()])
    expect((await state())?.lock).toBe('frozen')
    world.turnClock(1000)
    await undo(link)
    expect([await kept(), await state()]).toEqual([[], { addresses: [MAIL, PHONE], lock: undefined }])
  })
})
