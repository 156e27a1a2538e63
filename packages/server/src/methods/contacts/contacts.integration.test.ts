import type { PolicyInput } from '@regain/core'
import { afterEach, describe, expect, it } from 'vitest'
import { hire } from '../../../testing/hire.ts'
import type { TestWorld } from '../../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../../testing/open-world.ts'
import { email, MAIL } from '../../../testing/people.ts'
import { MANY, roomy } from '../../../testing/roomy.ts'
import { checkAlerts } from '../../alerts/watch.ts'
import { createChain } from '../../audit/chain.ts'
import { purge } from '../../db/purge.ts'
import { contactAsks, keptMethods, outbox, recoveryContacts } from '../../db/schema.ts'
import { codeOf } from './ask.ts'

const OTHER = 'jane@mail.example'
const NEW = 'quiet lanterns drift over stones'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const jane = {
  identifiers: [
    { kind: 'email', value: MAIL },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [email(MAIL), email(OTHER)],
  password: 'old lanterns never rust',
}
const ALL = ['ann@example.org', 'ben@example.org', 'cleo@example.org'] as const
type Flow = Awaited<ReturnType<TestWorld['name']>>['flow']

let world: TestWorld
async function open(policy: PolicyInput = {}) {
  world = await openWorld({
    methods: ['email-code', 'contacts'],
    hold: { newHours: 0 },
    ...policy,
    limits: { ...roomy, ...policy.limits },
  })
  await world.addAccount('jane', jane)
}
afterEach(() => world.close())

const linksIn = (text = '') => [...text.matchAll(new RegExp(`${ORIGIN}(/contacts/[\\w-]+)`, 'g'))].map(([, path = '']) => path)
/** The first link of the newest mail that has one. */
const linkTo = async (to: string): Promise<string> =>
  linksIn((await world.mailsTo(to)).findLast((text) => linksIn(text).length > 0))[0] ?? ''
async function visit(link: string, act?: string, marked = 'yes') {
  const sent = act === undefined ? {} : { method: 'POST', body: new URLSearchParams({ act, marked }) }
  const reply = await world.app.request(ORIGIN + link, sent)
  const text = await reply.text()
  return { status: reply.status, text, code: /class="spoken"[^>]*>([\d ]+)</.exec(text)?.[1] ?? '' }
}
interface Invited {
  problem?: { code: string; why: string }
  security: { methods: { method: string; each?: Record<string, string>[] }[]; readiness: object[] }
}
const invite = async (address: string, id = 'jane') =>
  await (await world.enrol(id)).call<Invited>('/contacts', { name: 'A friend', email: address })
async function accepted(...addresses: string[]): Promise<void> {
  await acceptedFor('jane', addresses)
}
async function acceptedFor(id: string, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    expect((await invite(address, id)).body.problem).toBeUndefined()
    expect((await visit(await linkTo(address), 'accept')).status).toBe(200)
  }
}
async function ask(name = MAIL, reason?: 'compromised') {
  const { flow, named } = await world.name(name, undefined, reason)
  const { step } = named.body.flow
  const ref = step.type === 'choose-method' ? step.methods.find(({ method }) => method === 'contacts')?.ref : undefined
  return { flow, named, chosen: await world.answer(flow, { type: 'choose-method', ref: ref ?? '' }), ref: ref ?? '' }
}
const guess = (flow: Flow, code: string) => world.answer(flow, { type: 'challenge', code })
/** The code that a contact reads out, after they said that they spoke with her. */
const heardFrom = async (address: string) => (await visit(await linkTo(address), 'confirm')).code

describe('recovery contacts', () => {
  it('let a person back in with the codes of two of three contacts, and not with a single one', async () => {
    await open()
    await accepted(...ALL)
    const { flow, chosen } = await ask()
    expect(chosen.body.flow.step).toMatchObject({
      type: 'challenge',
      method: 'contacts',
      contacts: { right: 0, needed: 2 },
      guessesLeft: 5,
    })
    const first = await heardFrom(ALL[0])
    expect(first).toMatch(/^\d{4} \d{4}$/)
    const one = await guess(flow, first)
    expect(one.body.flow.step).toMatchObject({ type: 'challenge', contacts: { right: 1, needed: 2 }, guessesLeft: 5 })
    // Invited twice, the same person counts once.
    const again = await guess(flow, first)
    expect(again.body).toMatchObject({ problem: { code: 'code-wrong' }, flow: { step: { contacts: { right: 1 }, guessesLeft: 4 } } })
    expect((await guess(flow, await heardFrom(ALL[2]))).body.flow.step.type).toBe('new-password')
    expect((await world.answer(flow, { type: 'new-password', password: NEW })).body.flow.step).toMatchObject({
      outcome: 'password-changed',
    })
    expect((await world.signIn(MAIL, NEW)).body.result).toBe('ok')
    expect(await world.recorded('contact.heard')).toEqual([{ heard: 1, needed: 2 }])
    for (const address of [MAIL, OTHER]) {
      const told = (await world.mailsTo(address)).join()
      for (const said of [
        'was invited to be a recovery contact',
        'accepted the invitation to be a recovery contact',
        'are being asked to let someone in',
        'read out their codes',
      ])
        expect(told).toContain(said)
    }
  })

  it('see only the name of the account, in the mails and on the pages', async () => {
    await open()
    await accepted(...ALL)
    await ask()
    const told = [
      ...(await world.mailsTo(ALL[0])),
      (await visit(await linkTo(ALL[0]))).text,
      (await visit(await linkTo(ALL[0]), 'confirm')).text,
    ]
    expect(told).toHaveLength(4)
    for (const text of told) {
      expect(text).toContain('jane_doe')
      for (const hidden of [MAIL, OTHER, 'jane•', 'A friend', ALL[1]]) expect(text).not.toContain(hidden)
    }
    // The database does not say who they are, either.
    expect(JSON.stringify(await world.db.read.select().from(recoveryContacts))).not.toMatch(/example|friend/i)
  })

  it('count only once they have accepted; opening the page, or pressing without the tick as scanners do, changes nothing', async () => {
    await open()
    await accepted(ALL[0], ALL[1])
    await invite(ALL[2])
    const link = await linkTo(ALL[2])
    expect((await visit(link)).text).toContain('Will you be a recovery contact for jane_doe?')
    expect((await visit(link, 'nonsense')).text).toContain('Will you be a recovery contact for jane_doe?')
    for (const act of ['accept', 'leave']) expect((await visit(link, act, 'on')).text).toContain('Nothing has happened yet')
    await ask()
    expect(linksIn((await world.mailsTo(ALL[2])).at(-1))).toEqual([link])
    expect((await world.mailsTo(ALL[2])).length).toBe(1)
    expect(await world.recorded('contact.accepted')).toHaveLength(2)
    const { methods, readiness } = (await (await world.enrol('jane')).read()).body.security
    expect(methods[0]?.each?.map(({ masked, invitedUntil }) => [masked, invitedUntil !== undefined]).sort()).toEqual([
      ['a•••@e•••', false],
      ['b•••@e•••', false],
      ['c•••@e•••', true],
    ])
    expect(readiness).toEqual([{ lost: 'mailbox', ready: true, by: ['email-code', 'contacts'], add: [] }])
  })

  it('see no code before they say that they spoke with her, and until then it is never right', async () => {
    await open()
    await accepted(...ALL)
    const { flow } = await ask()
    const asks = (await world.db.read.select().from(contactAsks)).filter(({ contact }) => contact !== '')
    expect(asks).toHaveLength(3)
    const codes = asks.map(({ id }) => codeOf(world.deps.keys, id, 8))
    for (const code of codes) expect(JSON.stringify(asks)).not.toContain(code)
    const link = await linkTo(ALL[0])
    for (let n = 0; n < 3; n += 1) expect((await visit(link)).code).toBe('')
    for (const act of ['confirm', 'stop']) expect(await visit(link, act, 'on')).toMatchObject({ status: 200, code: '' })
    for (const code of codes) expect((await guess(flow, code)).body.problem).toEqual({ code: 'code-wrong' })
    const shown = await heardFrom(ALL[0])
    expect(await heardFrom(ALL[0])).toBe(shown)
    expect((await visit(link)).code).toBe('')
    expect(await world.recorded('contact.confirmed')).toHaveLength(1)
    expect((await guess(flow, shown)).body.flow.step).toMatchObject({ contacts: { right: 1 } })
  })

  it('count one of five answers with the same code at the same moment', async () => {
    await open({ code: { guesses: 10 } })
    await accepted(...ALL)
    const { flow } = await ask()
    const code = await heardFrom(ALL[0])
    const replies = await Promise.all(Array.from({ length: 5 }, () => guess(flow, code)))
    expect(replies.filter(({ body }) => body.problem === undefined)).toHaveLength(1)
    expect(replies.filter(({ body }) => body.problem?.code === 'code-wrong')).toHaveLength(4)
    expect(await world.recorded('contact.heard')).toEqual([{ heard: 1, needed: 2 }])
  })

  it('are asked once in an attempt: going back loses nothing, and nobody gets a second mail', async () => {
    await open()
    await accepted(...ALL)
    const { flow, ref } = await ask()
    const first = await heardFrom(ALL[0])
    await guess(flow, first)
    await world.answer(flow, { type: 'back' })
    const back = await world.answer(flow, { type: 'choose-method', ref })
    expect(back.body.flow.step).toMatchObject({ contacts: { right: 1, needed: 2 } })
    expect((await world.mailsTo(ALL[0])).length).toBe(2)
    expect((await guess(flow, await heardFrom(ALL[1]))).body.flow.step.type).toBe('new-password')
  })

  it('prove nothing while they are new, if the account had an older method; the hold begins when they accept', async () => {
    await open({ hold: { newHours: 24 } })
    await invite(ALL[0])
    const first = await linkTo(ALL[0])
    world.turnClock(2 * DAY)
    await accepted(ALL[1])
    await visit(first, 'accept')
    await ask()
    for (const address of [ALL[0], ALL[1]]) expect((await world.mailsTo(address)).length).toBe(1)
    world.turnClock(25 * HOUR)
    const { flow } = await ask()
    await guess(flow, await heardFrom(ALL[0]))
    expect((await guess(flow, await heardFrom(ALL[1]))).body.flow.step.type).toBe('new-password')
  })

  it('are not asked if there are too few, nor if one’s address now belongs to the account', async () => {
    await open()
    await accepted(ALL[0])
    await ask()
    await accepted(ALL[1])
    await world.addAccount('jane', { ...jane, destinations: [email(MAIL), email(OTHER), email(ALL[1])] })
    await ask()
    expect((await world.mailsTo(ALL[0])).length).toBe(1)
  })

  it('look the same to a stranger for an account with contacts, one without, and an unknown name, and cause as many rows', async () => {
    await open()
    await world.addAccount('june', { ...jane, identifiers: [{ kind: 'handle', value: 'june_doe' }] })
    await accepted(...ALL)
    const mask = (text: string) => text.replace(/"(id|ref|token|requestId)":"[^"]+"/g, '"$1":""').replace(/[a-z]•••@[a-z]•••/g, '*')
    const rows = async () => [await world.db.read.$count(contactAsks), await world.db.read.$count(outbox)]
    const seen = async (name: string) => {
      const before = await rows()
      const { flow, chosen } = await ask(name)
      const after = await rows()
      const replies = [chosen]
      for (let n = 0; n < 5; n += 1) replies.push(await guess(flow, '12345678'))
      const written = after.map((count, place) => count - (before[place] ?? 0))
      return JSON.stringify([written, replies.map(({ status, text }) => [status, mask(text)])])
    }
    const known = await seen('jane_doe')
    expect(known).toContain('[5,10]')
    expect(await seen('june_doe')).toBe(known)
    for (const name of ['jine_doe', 'nobody@example.net']) expect(await seen(name)).toBe(known)
  })

  it('can end the attempt as suspicious; the owner is notified, and no contact is asked again on that day', async () => {
    await open()
    await accepted(...ALL)
    const { flow } = await ask()
    const code = await heardFrom(ALL[0])
    const link = await linkTo(ALL[1])
    expect((await visit(link, 'stop')).text).toContain('The attempt was stopped.')
    expect((await visit(link)).status).toBe(410)
    expect((await visit(await linkTo(ALL[0]), 'confirm')).status).toBe(410)
    expect((await guess(flow, code)).status).toBe(409)
    expect((await world.mailsTo(OTHER)).at(-1)).toContain('was stopped')
    const sent = (await world.mailsTo(ALL[2])).length
    expect((await ask()).chosen.body.flow.step).toMatchObject({ contacts: { right: 0 } })
    expect((await world.mailsTo(ALL[2])).length).toBe(sent)
    world.turnClock(DAY - HOUR)
    await ask()
    expect((await world.mailsTo(ALL[2])).length).toBe(sent)
    world.turnClock(HOUR)
    await ask()
    expect((await world.mailsTo(ALL[2])).length).toBe(sent + 1)
  })

  it('can be stopped by the owner, from the notice that every address gets at that moment', async () => {
    await open()
    await accepted(...ALL)
    const { flow } = await ask()
    const link = await linkTo(OTHER)
    expect((await visit(link)).text).toContain('Your contacts at Corner Shop are being asked')
    expect((await visit(link, 'stop')).text).toContain('The attempt was stopped.')
    expect((await guess(flow, '12345678')).status).toBe(409)
  })

  it('are asked three times a day at most, which nobody can notice', async () => {
    await open()
    await accepted(...ALL)
    const steps = []
    for (let n = 0; n < 5; n += 1) steps.push((await ask()).chosen.body.flow.step)
    expect((await world.mailsTo(ALL[0])).length).toBe(1 + 3)
    expect(new Set(steps.map((step) => JSON.stringify({ ...step, expiresAt: '' }))).size).toBe(1)
  })

  it('get a limited number of questions a day, over all accounts', async () => {
    await open({ limits: { asksPerContactDaily: { burst: 1, perSeconds: 86_400 } } })
    await accepted(...ALL)
    for (let n = 0; n < 3; n += 1) await ask()
    // The invitation, and one question.
    for (const address of ALL) expect(await world.mailsTo(address)).toHaveLength(2)
  })

  it('are asked after a proof, however often strangers asked them or were stopped', async () => {
    await open({ needed: 2, proofs: 'different-methods', limits: { contactsPerAccountDaily: { burst: 1, perSeconds: 86_400 } } })
    await accepted(...ALL)
    await ask()
    await visit(await linkTo(ALL[1]), 'stop')
    const before = (await world.mailsTo(ALL[0])).length
    await ask()
    expect((await world.mailsTo(ALL[0])).length).toBe(before)
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    const { body } = await guess(flow, world.codeFor(MAIL))
    const { step } = body.flow
    const ref = step.type === 'choose-method' ? step.methods.find(({ method }) => method === 'contacts')?.ref : undefined
    await world.answer(flow, { type: 'choose-method', ref: ref ?? '' })
    for (const address of ALL.slice(0, 2)) await guess(flow, await heardFrom(address))
    expect((await world.answer(flow, { type: 'new-password', password: NEW })).body.flow.step).toMatchObject({ type: 'done' })
  })

  it('can decline, and stop at any time with any mail to them; the owner is notified, and open requests end', async () => {
    await open()
    await accepted(...ALL)
    await invite('dora@example.org')
    expect((await visit(await linkTo('dora@example.org'), 'leave')).text).toContain('your address was deleted')
    const { flow } = await ask()
    const [, leave = ''] = linksIn((await world.mailsTo(ALL[0])).at(-1))
    expect((await visit(leave)).text).toContain('You are a recovery contact for jane_doe')
    await visit(leave, 'leave')
    expect((await visit(leave)).status).toBe(410)
    expect((await guess(flow, '12345678')).status).toBe(409)
    expect((await world.mailsTo(MAIL)).filter((text) => text.includes('declined to be a recovery contact'))).toHaveLength(2)
    expect(await world.db.read.$count(recoveryContacts)).toBe(2)
  })

  it('get a mail in which a name that looks like a web address does not become a link', async () => {
    await open()
    await world.addAccount('june', {
      ...jane,
      identifiers: [{ kind: 'handle', value: 'prize.evil.example' }],
      destinations: [email(OTHER)],
    })
    await invite(ALL[0], 'june')
    const [text = ''] = await world.mailsTo(ALL[0])
    expect(text).not.toContain('evil.example')
    expect(text.replaceAll('\u2060', '')).toContain('the account prize.evil.example at Corner Shop')
    const mail = world.mails.at(-1)
    expect(`${mail?.subject} ${mail?.html}`).not.toContain('evil.example')
  })

  it('must be other people than the owner, each once, and no more than the realm allows; invitations are limited', async () => {
    await open({ limits: { invitationsPerAccountDaily: { burst: 6, perSeconds: 86_400 } } })
    const why = async (address: string) => (await invite(address)).body.problem?.why
    expect(await why('not an address')).toBe('not-an-address')
    expect(await why('Jane@EXAMPLE.com')).toBe('own')
    expect(await why(ALL[0])).toBeUndefined()
    expect(await why(' Ann@example.ORG ')).toBe('known')
    for (const name of ['b', 'c', 'd', 'e']) expect(await why(`${name}@example.org`)).toBeUndefined()
    expect(await why('f@example.org')).toBe('full')
    const own = await world.enrol('jane')
    const [one] = (await own.read()).body.security.methods[0]?.each ?? []
    await own.call('/removal', { method: 'contacts', id: one?.id })
    expect(await why('f@example.org')).toBeUndefined()
    const again = await world.enrol('jane')
    await again.call('/removal', { method: 'contacts' })
    expect((await invite('g@example.org')).status).toBe(429)
    expect(await world.db.read.$count(keptMethods)).toBe(0)
  })

  it('get three invitations a day at one address, from all owners together, and no owner learns about others', async () => {
    await open()
    for (let n = 0; n < 5; n += 1) {
      await world.addAccount(`friend${n}`, { identifiers: [{ kind: 'handle', value: `friend_${n}` }], destinations: [], password: NEW })
      expect((await invite(ALL[0], `friend${n}`)).body.problem).toBeUndefined()
    }
    expect((await world.mailsTo(ALL[0])).length).toBe(3)
  })

  it('who never answer are forgotten after a week', async () => {
    await open()
    await invite(ALL[0])
    const link = await linkTo(ALL[0])
    world.turnClock(7 * DAY)
    expect((await visit(link, 'accept')).status).toBe(410)
    world.turnClock(1)
    await purge(world.db, world.now())
    expect(await world.db.read.$count(recoveryContacts)).toBe(0)
    expect((await (await world.enrol('jane')).read()).body.security.methods).toEqual([{ method: 'contacts', state: 'none', needed: 2 }])
  })

  it('that an intruder added are removed with the new password; older ones stay', async () => {
    await open({ reasons: ['compromised'] })
    await accepted(ALL[0], ALL[1])
    world.turnClock(4 * DAY)
    await accepted('thief@evil.example')
    const { flow } = await ask(MAIL, 'compromised')
    await guess(flow, await heardFrom(ALL[0]))
    await guess(flow, await heardFrom(ALL[1]))
    await world.answer(flow, { type: 'review', notMine: [] })
    await world.answer(flow, { type: 'new-password', password: NEW })
    expect(await world.db.read.$count(recoveryContacts)).toBe(2)
    expect(await world.recorded('method.removed')).toEqual([{ method: 'contacts', lately: true }])
  })

  it('that are thieves can do nothing against the owner alone, and every address is notified', async () => {
    await open()
    await accepted(...ALL)
    const thief = ALL[0]
    const { flow } = await ask('jane_doe')
    const code = await heardFrom(thief)
    await guess(flow, code)
    for (let n = 0; n < 5; n += 1) await guess(flow, code)
    expect((await guess(flow, code)).status).toBe(409)
    expect((await world.mailsTo(MAIL)).at(-1)).toContain('are being asked to let someone in')
  })

  it('raise an alert if one of them helps two accounts within a day and is the contact of many, and no mail to staff says who', async () => {
    await open({ limits: { invitationsPerAddressDaily: MANY } })
    const olga = await hire(world, 'olga@example.com', 'owner')
    const look = async () => {
      await checkAlerts({ ...world.deps, chain: createChain(world.deps.keys) }, (fault) => world.faults.push(fault))
      return (await olga.send('GET /alerts')).body.alerts
    }
    const RING = 'ring@evil.example'
    for (let n = 0; n < 6; n += 1) {
      await world.addAccount(`member${n}`, { identifiers: [{ kind: 'handle', value: `member_${n}` }], destinations: [], password: NEW })
      await acceptedFor(`member${n}`, [RING, `other${n}@evil.example`])
    }
    for (const n of [0, 1]) {
      expect(await look()).toEqual([])
      const { flow } = await ask(`member_${n}`)
      await guess(flow, await heardFrom(RING))
    }
    expect(await look()).toMatchObject([{ rule: 'contact-of-many', realm: world.realm, subject: 'r•••@e•••', count: 6, threshold: 5 }])
    expect((await world.mailsTo('olga@example.com')).join()).not.toContain('r•••')
  })

  it('are deleted with the account', async () => {
    await open()
    await accepted(...ALL)
    await ask()
    const link = await linkTo(ALL[0])
    await world.call('DELETE', '/v1/accounts/jane', undefined, world.back)
    for (const table of [recoveryContacts, contactAsks, keptMethods]) expect(await world.db.read.select().from(table)).toEqual([])
    expect((await visit(link, 'confirm')).status).toBe(410)
  })
})
