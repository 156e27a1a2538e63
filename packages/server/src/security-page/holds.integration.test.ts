import type { FlowReply, PolicyInput, SecurityView } from '@regain/core'
import { Secret, TOTP } from 'otpauth'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { email, MAIL, personAt } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { flows, outbox } from '../db/schema.ts'
import { removeDestination } from '../support/act-on-destinations.ts'
import { showAccount } from '../support/find-account.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const THIEF = 'thief@evil.example'
const jane = { ...personAt(MAIL), password: 'old lanterns never rust' }
const robbed = { ...jane, destinations: [email(THIEF)] }

let world: TestWorld
async function open(policy: PolicyInput = {}) {
  world = await openWorld({ methods: ['email-code', 'sms-code', 'saved-code', 'totp'], ...policy, limits: roomy })
  await world.addAccount('jane', jane)
}
afterEach(() => world.close())

const put = (body: object) => world.addAccount('jane', { ...jane, password: undefined, ...body })
const stepOf = ({ body }: { body: FlowReply }) => body.flow.step
const masked = (named: { body: FlowReply }) => {
  const step = stepOf(named)
  return step.type === 'choose-method' ? step.methods.flatMap((one) => one.masked || []) : []
}
const offered = async () => masked((await world.name(MAIL)).named)
/** Whether a code arrives if a person chooses every address that is shown, and completes it as this one. */
async function isReached(to: string, method = 'email-code'): Promise<boolean> {
  await world.deliver()
  const count = () =>
    world.mails.filter(({ to: all, text }) => [all].flat().some((one) => one?.text.includes(to)) && /\b\d{8}\b/.test(text ?? '')).length
  const before = count()
  const shown = masked((await world.name(MAIL)).named).length
  for (let place = 0; place < Math.max(1, shown); place += 1) {
    const { flow, named } = await world.name(MAIL)
    const step = stepOf(named)
    const ref = (step.type === 'choose-method' && step.methods.filter((one) => one.method === method)[place]?.ref) || ''
    await world.answer(flow, { type: 'choose-method', ref, complete: to })
  }
  await world.deliver()
  return count() > before
}
async function guess(method: string, code: string): Promise<string> {
  const { flow, named } = await world.name(MAIL)
  const step = stepOf(named)
  const ref = (step.type === 'choose-method' && step.methods.find((one) => one.method === method)?.ref) || ''
  await world.answer(flow, { type: 'choose-method', ref })
  return stepOf(await world.answer(flow, { type: 'challenge', code })).type
}
const view = async (): Promise<SecurityView> => (await (await world.enrol('jane')).read()).body.security
const savedCodes = async () => (await (await world.enrol('jane')).call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body.codes

describe('a new address', () => {
  it('proves nothing for as long as the policy says, while the older one does', async () => {
    await open()
    await put({ destinations: [email(MAIL), email(THIEF)] })
    expect(await offered()).toEqual(['j•••@e•••'])
    expect([await isReached(THIEF), await isReached(MAIL)]).toEqual([false, true])
    world.turnClock(24 * HOUR - 1)
    expect(await isReached(THIEF)).toBe(false)
    world.turnClock(1)
    expect(await offered()).toEqual(['j•••@e•••', 't•••@e•••'])
    expect(await isReached(THIEF)).toBe(true)
  })

  it('is new from its confirmation on, not from when it was stored', async () => {
    await open()
    await put({ destinations: [email(MAIL), email(THIEF, false)] })
    world.turnClock(48 * HOUR)
    await put({ destinations: [email(MAIL), email(THIEF)] })
    expect(await isReached(THIEF)).toBe(false)
  })

  it('counts at once if the policy says so', async () => {
    await open({ hold: { newHours: 0 } })
    await put(robbed)
    expect(await isReached(THIEF)).toBe(true)
  })

  it('counts at once if there was no older one: a new account, or one that never had an address', async () => {
    await open()
    expect(await isReached(MAIL)).toBe(true)
    await world.addAccount('omar', { identifiers: [{ kind: 'handle', value: 'omar' }], destinations: [] })
    await world.addAccount('omar', { identifiers: [{ kind: 'handle', value: 'omar' }], destinations: [email('omar@example.com')] })
    expect(masked((await world.name('omar')).named)).toEqual(['o•••@e•••'])
  })

  it('proves nothing even if hints are hidden and it is typed in full', async () => {
    await open({ hints: 'hidden' })
    await put({ destinations: [email(MAIL), email(THIEF)] })
    expect([await isReached(THIEF), await isReached(MAIL)]).toEqual([false, true])
  })

  it('gets notices of changes like any other', async () => {
    await open()
    await put({ destinations: [email(MAIL), email(THIEF)] })
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor(MAIL) })
    await world.answer(flow, { type: 'new-password', password: 'quiet lanterns drift over stones' })
    await world.deliver()
    const told = world.mails.filter(({ to, text }) => [to].flat().some((one) => one?.text.includes(THIEF)) && text?.includes('password'))
    expect(told.length).toBeGreaterThan(0)
  })

  it('keeps operators from removing the last address that proves something', async () => {
    await open()
    await put({ destinations: [email(MAIL), email(THIEF)] })
    const on = { realm: world.realm, account: 'jane', reason: 'on the phone', operator: 'op', role: 'agent' as const, requestId: 'r' }
    const { generation } = await showAccount({ realm: world.realm, account: 'jane' }, world.deps)
    await expect(removeDestination(on, { place: 0, generation }, world.deps)).rejects.toMatchObject({ code: 'value-refused' })
    expect(await removeDestination(on, { place: 1, generation }, world.deps)).toEqual({ changed: true })
  })

  it('is shown to the owner, the site and operators with the end of its hold', async () => {
    await open()
    await put({ destinations: [email(MAIL), email(THIEF)] })
    await savedCodes()
    const until = world.now() + 24 * HOUR
    const held = async () => {
      const { destinations, methods } = await view()
      const site = (await world.call<{ destinations: { heldUntil?: string }[] }>('GET', '/v1/accounts/jane', undefined, world.back)).body
      const console = await showAccount({ realm: world.realm, account: 'jane' }, world.deps)
      return [destinations, methods, site.destinations, console.destinations, console.kept].map((all) =>
        all.map(({ heldUntil }) => heldUntil && new Date(heldUntil).getTime()),
      )
    }
    expect(await held()).toEqual([[undefined, until], [until, undefined], [undefined, until], [null, until], [until]])
    world.turnClock(24 * HOUR)
    expect((await held()).flat().filter(Boolean)).toEqual([])
  })
})

describe('an account whose every address was replaced', () => {
  it('shows what an unknown name shows, and sends nothing; the old mailbox has the link that undoes it', async () => {
    await open()
    const omar = personAt('omar@example.com')
    const shown = async () => (await world.name('omar@example.com')).named.text.replace(/"(id|ref|token|expiresAt)":"[^"]*"/g, '"$1":""')
    const nobody = await shown()
    await world.addAccount('omar', omar)
    expect(await shown()).toContain('o•••@e•••')
    await world.addAccount('omar', { ...omar, destinations: [email(THIEF)] })
    expect(await shown()).toBe(nobody)

    await put(robbed)
    const robbery = await world.name(MAIL)
    expect(robbery.named.text).not.toContain('t•••')
    expect([await isReached(THIEF), await isReached(MAIL)]).toEqual([false, false])
    const help = await world.answer((await world.name(MAIL)).flow, { type: 'no-method' })
    expect(stepOf(help).type).toBe('help')

    await world.deliver()
    const linksTo = (address: string) =>
      world.mails.filter(({ to, text }) => [to].flat().some((one) => one?.text.includes(address)) && text?.includes('/undo/')).length
    expect([linksTo(MAIL), linksTo(THIEF)]).toEqual([1, 0])
  })

  it('does not count as new because it was emptied before', async () => {
    await open()
    await put({ destinations: [] })
    world.turnClock(HOUR)
    await put(robbed)
    expect(await isReached(THIEF)).toBe(false)
    world.turnClock(24 * HOUR)
    expect(await isReached(THIEF)).toBe(true)
  })

  it('gets old addresses back without a hold at once, while re-added ones keep their hold', async () => {
    await open()
    await put(robbed)
    world.turnClock(HOUR)
    await put({ destinations: [email(MAIL)] })
    expect(await isReached(MAIL)).toBe(true)
    await put({ destinations: [email(MAIL), email(THIEF)] })
    world.turnClock(24 * HOUR - 1)
    expect(await isReached(THIEF)).toBe(false)
  })
})

describe('a new method', () => {
  it('is wrong, and not used up, until its hold is over', async () => {
    await open()
    const [code = ''] = await savedCodes()
    const own = await world.enrol('jane')
    const { secret, setUp } = (await own.call<{ secret: string; setUp: string }>('/set-up', { method: 'totp' })).body
    const app = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.now() })
    await own.call('/confirmation', { setUp, code: app() })
    world.turnClock(MINUTE)
    expect([await guess('saved-code', code), await guess('totp', app())]).toEqual(['challenge', 'challenge'])
    world.turnClock(24 * HOUR)
    expect([await guess('saved-code', code), await guess('totp', app())]).toEqual(['new-password', 'new-password'])
  })

  it('counts at once if it is the account’s first, but its renewal does not', async () => {
    await open()
    await world.addAccount('omar', { identifiers: [{ kind: 'email', value: 'omar@example.com' }], destinations: [] })
    const held = async () => {
      const own = await world.enrol('omar')
      const { body } = await own.call<{ security: SecurityView }>('/set-up', { method: 'saved-code' })
      return body.security.methods[0]?.heldUntil !== undefined
    }
    expect([await held(), await held()]).toEqual([false, true])
  })
})

describe('a change against the use of an address', () => {
  it('sends no code to an address that is added at the same moment', async () => {
    await open()
    await Promise.all([put(robbed), ...Array.from({ length: 8 }, () => isReached(THIEF))])
    expect(await isReached(THIEF)).toBe(false)
    const codes = world.mails.filter(({ to, text }) => [to].flat().some((one) => one?.text.includes(THIEF)) && /\b\d{8}\b/.test(text ?? ''))
    expect(codes).toEqual([])
    expect(await world.db.read.$count(outbox)).toBeGreaterThan(0)
  })

  it('makes codes that are created at the same moment prove nothing', async () => {
    await open()
    const [old = ''] = await savedCodes()
    world.turnClock(24 * HOUR)
    const [fresh, ...types] = await Promise.all([
      savedCodes(),
      ...Array.from({ length: 4 }, () => guess('saved-code', old).catch(() => 'ended')),
    ])
    expect(types.filter((type) => type === 'new-password').length).toBeLessThanOrEqual(1)
    for (const code of fresh) expect(await guess('saved-code', code)).toBe('challenge')
    // Attempts that an old method had proven ended with the change.
    const open_ = await world.db.read.select({ proven: flows.proven, endedAt: flows.endedAt }).from(flows)
    expect(open_.filter(({ proven, endedAt }) => proven.length > 0 && endedAt === null)).toEqual([])
  })
})
