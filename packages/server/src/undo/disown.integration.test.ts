import type { PolicyInput } from '@regain/core'
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { email, MAIL, personAt } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { auditEvents, outbox, undoCapsules } from '../db/schema.ts'
import { readAccount } from '../directory/read-account.ts'

const DAY = 86_400_000
const OTHER = 'jane@mail.example'
/** No server listens there. */
const HOOKS = 'http://127.0.0.1:9'
const jane = { ...personAt(MAIL, OTHER), password: 'old lanterns never rust' }

let world: TestWorld
async function open(body: Record<string, unknown> = jane, policy: PolicyInput = {}) {
  world = await openWorld({ ...policy, limits: roomy }, { insecureOrigins: [HOOKS] })
  await world.addAccount('jane', body)
}
afterEach(() => world.close())

const linkIn = (text = '', kind = 'not-mine') => new RegExp(`${ORIGIN}(/${kind}/[\\w-]+)`).exec(text)?.[1] ?? ''
/** A person requests a code to it. */
async function linkTo(to: string): Promise<string> {
  const shown = (await world.name(MAIL)).named.body.flow.step
  for (const place of shown.type === 'choose-method' ? shown.methods.keys() : []) {
    const { flow, named } = await world.name(MAIL)
    const { step } = named.body.flow
    const ref = (step.type === 'choose-method' && step.methods[place]?.ref) || ''
    await world.answer(flow, { type: 'choose-method', ref, complete: to })
  }
  return linkIn((await world.mailsTo(to)).findLast((text) => linkIn(text) !== ''))
}
const ask = (path: string, method = 'GET') => world.app.request(ORIGIN + path, { method })
const post = (link: string, fields: string) => world.app.request(ORIGIN + link, { method: 'POST', body: new URLSearchParams(fields) })
const press = async (link: string) => (await post(link, 'marked=yes')).status
const addresses = async () =>
  (await readAccount(world.db.read, world.realm, 'jane'))?.destinations.map(({ value, verified }) => `${value} ${verified ? '+' : '-'}`)
const recorded = () => world.recorded('account.address-disowned')

describe('"the account is not mine"', () => {
  it('removes the address by a button that only its mailbox can reach; opening the page changes nothing', async () => {
    await open()
    const link = await linkTo(OTHER)
    expect(link.length).toBeGreaterThan(40)
    for (let scans = 0; scans < 3; scans += 1) for (const method of ['GET', 'HEAD']) expect((await ask(link, method)).status).toBe(200)
    const page = await ask(link)
    expect(await page.text()).toMatch(/<form method="post">.*type="checkbox"[^>]*required.*<button>/)
    expect([page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer'])
    expect(await addresses()).toEqual([`${MAIL} +`, `${OTHER} +`])
    const { flow } = await world.toChallenge(MAIL, MAIL)

    expect([await press(link), await press(link)]).toEqual([200, 200])
    expect(await addresses()).toEqual([`${MAIL} +`])
    expect(await recorded()).toEqual([{ last: false, superseded: expect.any(Number) }])
    const seen = await world.answer(flow, { type: 'challenge', code: '12345678' })
    expect(seen.body.flow.step.type).toBe('stopped')
    const before = (await world.mailsTo(OTHER)).length
    await linkTo(OTHER)
    expect(await world.mailsTo(OTHER)).toHaveLength(before)
  })

  it('does nothing for programs that press the button without the tick', async () => {
    await open()
    const link = await linkTo(OTHER)
    for (const fields of ['', 'marked=', 'marked=on']) {
      const page = await post(link, fields)
      expect([page.status, (await page.text()).includes('Nothing has happened yet')]).toEqual([200, true])
    }
    expect((await ask(link, 'POST')).status).toBe(200)
    expect([await addresses(), await recorded()]).toEqual([[`${MAIL} +`, `${OTHER} +`], []])
  })

  it('notifies the other addresses, which can undo it, and not the removed one', async () => {
    await open()
    await press(await linkTo(OTHER))
    const told = (all: string[]) => all.filter((text) => text.includes('said that the account isn’t theirs'))
    expect(told(await world.mailsTo(OTHER))).toEqual([])
    const [notice, ...more] = told(await world.mailsTo(MAIL))
    expect(more).toEqual([])
    expect(await press(linkIn(notice, 'undo'))).toBe(200)
    // A dispute comes first: nothing is removed meanwhile.
    expect((await readAccount(world.db.read, world.realm, 'jane'))?.lock?.cause).toBe('frozen')
  })

  it('keeps the last address that proves something, but unverified, and notifies the site', async () => {
    await open({ ...jane, destinations: [email(MAIL)] })
    await world.call('POST', '/v1/webhooks', { url: `${HOOKS}/hooks`, events: ['account.address-disowned'] }, world.back)
    await press(await linkTo(MAIL))
    expect(await addresses()).toEqual([`${MAIL} -`])
    expect(await recorded()).toMatchObject([{ last: true }])
    expect(await world.db.read.$count(undoCapsules)).toBe(0)
    expect(await world.db.read.$count(outbox, eq(outbox.kind, 'event'))).toBe(1)
  })

  it('does not count an address under a hold as one that proves something', async () => {
    await open({ ...jane, destinations: [email(MAIL)] })
    await world.addAccount('jane', { ...jane, password: undefined, destinations: [email(MAIL), email('thief@evil.example')] })
    await press(await linkTo(MAIL))
    expect(await addresses()).toEqual([`${MAIL} -`, 'thief@evil.example +'])
  })

  it('changes nothing while the account is frozen', async () => {
    await open()
    const link = await linkTo(OTHER)
    await world.addAccount('jane', { ...jane, destinations: [...jane.destinations, { ...email('new@example.com'), verified: false }] })
    const undo = linkIn(
      (await world.mailsTo(MAIL)).findLast((text) => text.includes('/undo/')),
      'undo',
    )
    await press(undo)
    const page = await post(link, 'marked=yes')
    expect(await page.text()).toContain('frozen')
    expect(await addresses()).toContain(`${OTHER} +`)
  })

  it('no longer works once it was pressed and the address was restored, by the site or by an undo', async () => {
    await open()
    const link = await linkTo(OTHER)
    world.turnClock(1000)
    expect(await press(link)).toBe(200)
    world.turnClock(1000)
    await world.addAccount('jane', { ...jane, password: undefined })
    expect(await addresses()).toContain(`${OTHER} +`)
    expect([await press(link), await recorded()]).toEqual([410, [expect.anything()]])
    expect(await addresses()).toContain(`${OTHER} +`)
    // The reader of another code at that address can do it again.
    world.turnClock(DAY)
    expect(await press(await linkTo(OTHER))).toBe(200)
    expect(await addresses()).toEqual([`${MAIL} +`])
  })

  it('expires, can’t be altered, and is in no log', async () => {
    await open()
    const link = await linkTo(OTHER)
    expect((await ask(`${link.slice(0, -2)}xx`)).status).toBe(410)
    expect(JSON.stringify(await world.db.read.select().from(auditEvents))).not.toContain(link.slice(10, 40))
    world.turnClock(7 * DAY)
    expect([(await ask(link)).status, await press(link)]).toEqual([410, 410])
    expect(await addresses()).toHaveLength(2)
  })

  it('is computed for a code that goes to nobody, and never for a text message', async () => {
    await open({ ...jane, destinations: [email(MAIL), { channel: 'phone', value: '+4915112345642', verified: true }] })
    await world.toChallenge(MAIL, '+4915112345642', { method: 'sms-code' })
    await world.deliver()
    expect(world.texts).toHaveLength(1)
    expect(world.texts[0]?.body).not.toContain('not-mine')
    await world.toChallenge(MAIL, MAIL)
    await world.toChallenge('nobody@example.com', 'nobody@example.com')
    const rows = await world.db.read
      .select({ channel: outbox.channel, message: outbox.message })
      .from(outbox)
      .where(eq(outbox.state, 'waiting'))
    expect(rows.map(({ channel }) => channel).sort()).toEqual(['email', 'nobody'])
    expect(new Set(rows.map(({ message }) => message.length)).size).toBe(1)
  })

  it('takes effect once if it is pressed ten times at once, or against a change', async () => {
    await open()
    const link = await linkTo(OTHER)
    const change = world.addAccount('jane', { ...jane, password: undefined, destinations: [email(OTHER), email(MAIL)] })
    const [changed, ...pressed] = await Promise.all([change, ...Array.from({ length: 10 }, () => press(link))])
    // The site may have added it again in between: then that decision is newer, and the link is used up.
    const left = (await addresses()) ?? []
    expect(left).toContain(`${MAIL} +`)
    expect([changed.status, ...new Set(pressed)].sort()).toEqual(left.length === 1 ? [200, 200] : expect.arrayContaining([200]))
    expect(await recorded()).toHaveLength(1)
  })
})
