import type { StartedReply } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { linkIn, undoing } from '../../testing/undoing.ts'
import { purge } from '../db/purge.ts'
import { auditEvents, keptMethods, outbox, undoCapsules } from '../db/schema.ts'
import { readAccount } from '../directory/read-account.ts'
import * as acts from '../support/act-on-account.ts'
import { disable } from '../support/act-on-account.ts'
import { removeDestination } from '../support/act-on-destinations.ts'

const PASSWORD = 'quiet lanterns drift'
const STOLEN = 'mine now and for ever'
const NEW = 'seven quiet kettles sing'
const OTHER = 'eleven green doors hum'
const DAY = 86_400_000
/** No server listens there. */
const HOOKS = 'http://127.0.0.1:9'
const THIEF = 'thief@evil.example'
const jane = {
  identifiers: [
    { kind: 'email', value: MAIL },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [
    { channel: 'email', value: MAIL, verified: true },
    { channel: 'phone', value: '+4915112345642', verified: true },
  ],
  password: PASSWORD,
}
const stolen = { ...personAt(THIEF), password: STOLEN }

let world: TestWorld
beforeEach(async () => {
  world = await openWorld({ limits: roomy, methods: ['email-code', 'sms-code', 'saved-code', 'totp'] }, { insecureOrigins: [HOOKS] })
  await world.addAccount('jane', jane)
})
afterEach(() => world.close())

const { linkTo, post, press, begin, prove, choose, undo } = undoing(() => world)
const ask = (path: string, method = 'GET') => world.app.request(ORIGIN + path, { method })
const state = async () => {
  const account = await readAccount(world.db.read, world.realm, 'jane')
  return account && { ...account, lock: account.lock?.cause }
}
const put = (body: object) => world.addAccount('jane', body as Record<string, unknown>)
const own = { origin: ORIGIN }
const operator = { account: 'jane', reason: 'asked on the phone', operator: 'op', role: 'agent' as const, requestId: 'r' }
const on = () => ({ ...operator, realm: world.realm })

describe('"this wasn’t me"', () => {
  it('goes to the addresses that the account had before, and to no new one', async () => {
    await put(stolen)
    expect(await linkTo(MAIL)).toMatch(/^\/undo\/[\w-]{43}$/)
    expect(world.texts.filter(({ to, body }) => to === '+4915112345642' && linkIn(body))).toHaveLength(1)
    const told = await world.mailsTo(THIEF)
    expect(told).toHaveLength(1)
    expect(linkIn(told.join())).toBeUndefined()
  })

  it('needs as much proof as any recovery of the account: for a privileged one never mail alone', async () => {
    await put({ ...jane, password: undefined, privileged: true })
    await put(stolen)
    await press(await linkTo(MAIL))
    const flow = await begin(await linkTo(MAIL))
    expect((await prove(flow)).flow.step.type).toBe('help')
    expect((await choose(flow)).status).toBe(409)
    expect(await state()).toMatchObject({ lock: 'frozen' })
  })

  it('keeps a frozen account from being erased, because then nothing could be restored', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    await press(link)
    const erase = () => world.call('DELETE', '/v1/accounts/jane', undefined, world.back)
    expect(await erase()).toMatchObject({ status: 409, body: { code: 'account-frozen' } })
    expect((await undo(link)).flow.step.type).toBe('done')
    expect((await erase()).status).toBe(204)
  })

  it('is limited per address like any attempt, because each one ends the others', async () => {
    await world.close()
    const few = { burst: 3, perSeconds: 600 }
    world = await openWorld({ limits: { startPerAddress: few } })
    await world.addAccount('jane', jane)
    await put(stolen)
    const link = await linkTo(MAIL)
    expect(await press(link)).toBe(200)
    const site = link.replace('/undo/', 'undo_')
    const start = () => world.call('POST', '/v1/flows', { site, reason: 'compromised', locale: 'en' }, own)
    expect([(await start()).status, (await start()).status, (await start()).status]).toEqual([201, 201, 429])
  })

  it('does nothing when mail scanners open it, or press without the tick', async () => {
    await put(stolen)
    const before = await state()
    const link = await linkTo(MAIL)
    for (const method of ['GET', 'HEAD', 'GET']) expect((await ask(link, method)).status).toBe(200)
    const page = await ask(link)
    expect(await page.text()).toMatch(/<form method="post">.*type="checkbox"[^>]*required.*<button>/)
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/)
    expect([page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer'])
    for (const fields of ['', 'marked=', 'marked=on']) {
      const again = await post(link, fields)
      expect([again.status, (await again.text()).includes('Nothing has happened yet')]).toEqual([200, true])
    }
    // Even a browser that runs the page's scripts can't begin.
    expect((await world.call('POST', '/v1/flows', { site: link.replace('/undo/', 'undo_'), reason: 'compromised' }, own)).status).toBe(404)
    expect(await state()).toEqual(before)
    expect(await world.recorded('account.locked')).toEqual([])
  })

  it('freezes at once: the thief is signed out, and stays out by password, by code, and through the site', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    // From then on the new address proves something.
    world.turnClock(DAY)
    const session = (await world.signIn(THIEF, STOLEN)).body.generation ?? 0
    const { flow: open } = await world.toChallenge(THIEF, THIEF)
    await world.deliver()
    expect(await press(link)).toBe(200)
    expect(await state()).toMatchObject({ generation: session + 1, lock: 'frozen' })
    expect((await world.signIn(THIEF, STOLEN)).body).toEqual({ result: 'locked', because: 'frozen' })
    const late = await world.answer(open, { type: 'challenge', code: world.codeFor(THIEF) })
    expect(late.body).toMatchObject({ code: 'wrong-step', flow: { step: { type: 'stopped' } } })

    const { flow } = await world.toChallenge(THIEF, THIEF)
    await world.deliver()
    const { body } = await world.answer(flow, { type: 'challenge', code: world.codeFor(THIEF) })
    expect(body.flow.step).toMatchObject({ type: 'diagnosis', cause: 'frozen', remedies: ['help'] })
    expect((await choose(flow)).status).toBe(409)

    const frozen = await state()
    const again = await put({ ...stolen, destinations: [{ channel: 'email', value: 'other@evil.example', verified: true }] })
    expect([again.status, (again.body as { code: string }).code]).toEqual([409, 'account-frozen'])
    await world.call('DELETE', '/v1/accounts/jane/lock', undefined, world.back)
    expect((await world.call('POST', '/v1/accounts/jane/lock', { cause: 'frozen' }, world.back)).status).toBe(400)
    expect(await state()).toEqual(frozen)
    expect(await world.recorded('account.locked')).toMatchObject([{ cause: 'frozen', change: 'addresses-changed', superseded: 1 }])
  })

  it('freezes once, however often it is pressed at the same moment', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    const { generation = 0 } = (await state()) ?? {}
    expect(await Promise.all(Array.from({ length: 10 }, () => press(link)))).toEqual(Array(10).fill(200))
    expect(await state()).toMatchObject({ generation: generation + 1 })
    expect(await world.recorded('account.locked')).toHaveLength(1)
  })

  it('restores everything after a proof by an older address: one transaction, one event, masked', async () => {
    const before = await state()
    world.turnClock(DAY)
    await put({ ...stolen, status: 'disabled' })
    const link = await linkTo(MAIL)
    await press(link)
    const face = await world.call<{ reasons: string[] }>('GET', `/v1/sites/${link.replace('/undo/', 'undo_')}`)
    expect(face.body.reasons).toEqual(['compromised'])
    const flow = await begin(link)
    expect(flow.flow.step).toMatchObject({ methods: [{ masked: 'j•••@e•••' }, { method: 'sms-code' }] })
    expect((await prove(flow)).flow.step).toMatchObject({ type: 'new-password', username: MAIL })
    for (const known of [PASSWORD, STOLEN])
      expect((await choose(flow, known)).body.problem).toEqual({ code: 'password-refused', why: 'unchanged' })
    expect((await state())?.lock).toBe('disabled')
    expect((await choose(flow)).body.flow.step).toEqual({ type: 'done', outcome: 'password-changed' })

    const { generation: _, ...now } = (await state()) ?? {}
    const { generation: __, ...then } = before ?? {}
    // The new password of the undo is a logged change of the account, too.
    expect(now).toEqual({ ...then, facts: { ...before?.facts, 'password-changed': '2026-11' } })
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
    for (const [name, password] of [
      [THIEF, STOLEN],
      [MAIL, STOLEN],
      [MAIL, PASSWORD],
    ] as const)
      expect((await world.signIn(name, password)).body.result).toBe('refused')
    expect(await world.recorded('account.restored')).toEqual([
      {
        change: 'addresses-changed',
        changedAt: expect.any(Number),
        addresses: true,
        addressesBack: 'j•••@e•••, ••••••42',
        addressesGone: 't•••@e•••',
        namesBack: 'j•••@e•••, j•••',
        namesGone: 't•••@e•••',
      },
    ])
    expect((await ask(link)).status).toBe(410)
    expect(await press(link)).toBe(410)
  })

  it('notifies everybody of the undo, and gives nobody a link to undo that', async () => {
    await put(stolen)
    await undo(await linkTo(MAIL))
    for (const to of [MAIL, THIEF]) {
      const told = (await world.mailsTo(to)).filter((text) => text.includes('from before the latest changes, and undid them'))
      expect(told, to).toHaveLength(1)
      expect(linkIn(told.join()), to).toBeUndefined()
    }
    expect(await world.db.read.$count(undoCapsules)).toBe(0)
  })

  it('lets no new address prove anything', async () => {
    await put({ ...jane, destinations: [...jane.destinations, { channel: 'email', value: THIEF, verified: true }], password: STOLEN })
    const link = await linkTo(MAIL)
    await press(link)
    const flow = await begin(link)
    expect((await prove(flow, THIEF)).flow.step.type).toBe('challenge')
    expect((await world.mailsTo(THIEF)).some((text) => /\b\d{8}\b/.test(text))).toBe(false)
  })

  it('accepts kept methods that are older than the change, and removes those of a thief with it', async () => {
    const makeCodes = async () => void (await (await world.enrol('jane')).call('/set-up', { method: 'saved-code' }))
    const kept = () => world.db.read.select({ since: keptMethods.since }).from(keptMethods)
    const offered = ({ flow: { step } }: StartedReply) => (step.type === 'choose-method' ? step.methods.map(({ method }) => method) : [])
    await makeCodes()
    const own = await kept()
    // Methods younger than three days are removed by every "someone else is in my account".
    world.turnClock(4 * DAY)
    await put(stolen)
    const link = await linkTo(MAIL)
    await press(link)
    expect(offered(await begin(link))).toEqual(['email-code', 'sms-code', 'saved-code'])
    await undo(link)
    expect(await kept()).toEqual(own)

    world.turnClock(DAY)
    await put(stolen)
    const again = await linkTo(MAIL)
    world.turnClock(1000)
    await makeCodes()
    // Older than what "someone else is in my account" would remove by itself.
    world.turnClock(5 * DAY)
    await press(again)
    expect(offered(await begin(again))).toEqual(['email-code', 'sms-code'])
    expect((await undo(again, 'another lantern by the sea')).flow.step.type).toBe('done')
    expect(await kept()).toEqual([])
  })

  it('can’t be used by the thief: when the site fixes the account, the thief’s address gets no link', async () => {
    await put(stolen)
    world.turnClock(1000)
    await put(jane)
    expect((await world.mailsTo(THIEF)).map(linkIn)).toEqual([undefined, undefined])
    // Undoing a later change does not make his address valid again.
    await put({ ...jane, destinations: [...jane.destinations, { channel: 'email', value: THIEF, verified: true }] })
    // Two mails that are sent at once may arrive in either order.
    await world.deliver()
    world.turnClock(1000)
    await put(jane)
    await undo(await linkTo(MAIL))
    expect((await state())?.destinations.map(({ value, verified }) => [value, verified])).toEqual([
      [MAIL, true],
      ['+4915112345642', true],
      [THIEF, false],
    ])
  })

  it('undoes the earlier change, and all that came after it, whichever was pressed first', async () => {
    const before = await state()
    await put({ ...jane, destinations: [...jane.destinations, { channel: 'email', value: THIEF, verified: true }] })
    const earlier = await linkTo(MAIL)
    world.turnClock(1000)
    await put({ ...jane, destinations: [{ channel: 'email', value: THIEF, verified: true }] })
    const later = await linkTo(MAIL)
    expect(later).not.toBe(earlier)
    await press(later)
    const abandoned = await begin(later)
    await press(earlier)
    expect((await world.look(abandoned)).body.flow.step.type).toBe('stopped')
    await undo(later)
    expect((await state())?.destinations).toEqual(before?.destinations)
    for (const link of [earlier, later]) expect(await press(link)).toBe(410)
  })

  it('is valid for as many days as the policy says, and then its capsule is deleted', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    world.turnClock(7 * DAY - 1)
    expect((await ask(link)).status).toBe(200)
    world.turnClock(1)
    for (const method of ['GET', 'POST']) expect((await ask(link, method)).status).toBe(410)
    await purge(world.db, world.now())
    expect(await world.db.read.$count(undoCapsules)).toBe(0)
    expect((await state())?.lock).toBeUndefined()
  })

  it('stores neither the link’s secret nor the capsule’s content in readable form', async () => {
    await put(stolen)
    const token = (await linkTo(MAIL)).replace('/undo/', '')
    const [row] = await world.db.read.select().from(undoCapsules)
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`${token}|jane|example|argon2|${THIEF}`))
    await press(`/undo/${token}`)
    await begin(`/undo/${token}`)
    expect(JSON.stringify(await world.db.read.select().from(auditEvents))).not.toMatch(new RegExp(`${token}|${MAIL}|${THIEF}`))
    const page = await (await ask(`/undo/${token}`)).text()
    expect(page).not.toMatch(/jane|thief|•/)
  })

  it('is erased with the account', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    await world.call('DELETE', '/v1/accounts/jane', undefined, world.back)
    expect(await world.db.read.$count(undoCapsules)).toBe(0)
    expect(await press(link)).toBe(410)
  })

  it('changes nothing if another account has an earlier name by now, and leads to support', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    await world.addAccount('other', { ...stolen, identifiers: [{ kind: 'handle', value: 'jane_doe' }] })
    const { flow } = await undo(link)
    expect(flow.step.type).toBe('help')
    expect(await state()).toMatchObject({ lock: 'frozen', destinations: [{ value: THIEF }], identifiers: [{ value: THIEF }] })
    expect((await world.signIn(THIEF, NEW)).body.result).toBe('refused')
    expect(await world.recorded('account.restored')).toEqual([])
    // Once the name is free again, the same link continues.
    await world.call('DELETE', '/v1/accounts/other', undefined, world.back)
    expect((await undo(link)).flow.step.type).toBe('done')
  })

  it('leaves locks by operators in place', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    world.turnClock(1000)
    await disable(on(), world.deps)
    await press(link)
    const flow = await begin(link)
    expect((await prove(flow)).flow.step).toMatchObject({ type: 'diagnosis', cause: 'disabled', remedies: ['help'] })
    expect((await choose(flow)).status).toBe(409)
    expect((await state())?.destinations.map(({ value }) => value)).toEqual([THIEF])
  })

  it('can be ended by an operator, which invalidates the link', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    await press(link)
    const flow = await begin(link)
    expect(await acts.unlock(on(), 'frozen', world.deps)).toEqual({ changed: true })
    expect((await state())?.lock).toBeUndefined()
    expect(await press(link)).toBe(410)
    const seen = await world.look(flow)
    expect(seen.body.flow.step).toEqual({ type: 'stopped', because: 'refused' })
  })

  it('can undo an operator’s removal, through the addresses that stayed but not through the removed one', async () => {
    const { generation = 0 } = (await state()) ?? {}
    await removeDestination(on(), { place: 1, generation }, world.deps)
    await world.deliver()
    expect(world.texts.map(({ body }) => linkIn(body))).toEqual([undefined])
    await undo(await linkTo(MAIL))
    expect((await state())?.destinations).toHaveLength(2)
  })

  it('is also offered after a new password by recovery', async () => {
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
    await choose(flow, STOLEN)
    const link = await linkTo(MAIL)
    expect((await undo(link)).flow.step.type).toBe('done')
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
  })

  it('sends no notice of the first confirmation of a new account', async () => {
    const first = { identifiers: [{ kind: 'email', value: 'omar@example.com' }] }
    const to = { channel: 'email', value: 'omar@example.com' }
    await world.addAccount('omar', { ...first, destinations: [{ ...to, verified: false }] })
    await world.addAccount('omar', { ...first, destinations: [{ ...to, verified: true }] })
    expect(await world.db.read.$count(outbox)).toBe(0)
  })

  it('is announced to the site without an address', async () => {
    const endpoint = { url: `${HOOKS}/hooks`, events: ['account.locked', 'account.restored', 'password.changed'] }
    const added = await world.call('POST', '/v1/webhooks', endpoint, world.back)
    await put(stolen)
    const link = await linkTo(MAIL)
    await undo(link)
    expect(added.status, added.text).toBe(201)
    const events = await world.db.read
      .select()
      .from(outbox)
      .where(and(eq(outbox.kind, 'event'), eq(outbox.channel, 'webhook')))
    expect(events).toHaveLength(3)
  })
})

describe('races', () => {
  it('undo against change: whichever comes first, the owner decides in the end', async () => {
    await put(stolen)
    const before = [MAIL, '+4915112345642']
    const link = await linkTo(MAIL)
    await press(link)
    const flow = await begin(link)
    await prove(flow)
    const other = (n: number) => put({ ...stolen, destinations: [{ channel: 'email', value: `t${n}@evil.example`, verified: true }] })
    const [done, ...changes] = await Promise.all([choose(flow), ...Array.from({ length: 8 }, (_, n) => other(n))])
    expect(done.body.flow.step.type).toBe('done')
    const allowed = changes.filter(({ status }) => status === 200).length
    // A change after the undo is an ordinary change with its own link.
    if (allowed === 0) expect((await state())?.destinations.map(({ value }) => value)).toEqual(before)
    else expect((await undo(await linkTo(MAIL), OTHER)).flow.step.type).toBe('done')
    expect((await state())?.destinations.map(({ value }) => value)).toEqual(before)
  })

  it('the press against a change at the same moment freezes the account, and the undo restores the state before both', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    const other = put({ ...stolen, destinations: [{ channel: 'email', value: 'x@evil.example', verified: true }] })
    const [pressed] = await Promise.all([press(link), other])
    expect([pressed, (await state())?.lock]).toEqual([200, 'frozen'])
    await undo(link)
    expect((await state())?.destinations.map(({ value }) => value)).toEqual([MAIL, '+4915112345642'])
  })

  it('undone twice at once is undone once', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    await press(link)
    const flow = await begin(link)
    await prove(flow)
    const replies = await Promise.all(Array.from({ length: 10 }, () => choose(flow)))
    expect(replies.filter(({ status, body }) => status === 200 && body.flow.step.type === 'done')).toHaveLength(1)
    expect(await world.recorded('account.restored')).toHaveLength(1)
    expect(await world.recorded('password.changed')).toHaveLength(1)
  })

  it('of two devices the later one continues', async () => {
    await put(stolen)
    const link = await linkTo(MAIL)
    await press(link)
    const flows = await Promise.all([begin(link), begin(link)])
    const ended = await Promise.all(flows.map(async (flow) => (await world.look(flow)).body.flow.step.type))
    expect(ended.sort()).toEqual(['choose-method', 'stopped'])
  })
})
