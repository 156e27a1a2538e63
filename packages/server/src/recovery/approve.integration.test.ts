import type { PolicyInput, Step } from '@regain/core'
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { email, MAIL, personAt } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { challenges, flows, outbox } from '../db/schema.ts'

const OTHER = 'jane@mail.example'
const jane = { ...personAt(MAIL), password: 'old lanterns never rust' }
type Flow = Awaited<ReturnType<TestWorld['name']>>['flow']
type Challenge = Extract<Step, { type: 'challenge' }>

let world: TestWorld
async function open(body: Record<string, unknown> = jane, policy: PolicyInput = {}) {
  world = await openWorld({ methods: ['email-code', 'sms-code', 'email-approval'], ...policy, limits: { ...roomy, ...policy.limits } })
  await world.addAccount('jane', body)
}
afterEach(() => world.close())

const linksTo = async (to: string) =>
  (await world.mailsTo(to)).flatMap((text) => new RegExp(`${ORIGIN}(/approve/[\\w.-]+)`).exec(text)?.slice(1) ?? [])
const stepOf = async (flow: Flow) => (await world.look(flow)).body.flow.step

/** A person requests an approval mail: the number on their screen, and the link if one arrived. */
async function ask(name = MAIL, complete = MAIL, more: Parameters<TestWorld['toChallenge']>[2] = {}) {
  const before = (await linksTo(complete)).length
  const { flow, chosen } = await world.toChallenge(name, complete, { method: 'email-approval', ...more })
  const step = chosen.body.flow.step as Challenge
  return { flow, step, chosen, number: step.number ?? 0, link: (await linksTo(complete))[before] ?? '' }
}
const look = (link: string, method = 'GET') => world.app.request(ORIGIN + link, { method })
const post = (link: string, fields: Record<string, string>) =>
  world.app.request(ORIGIN + link, { method: 'POST', body: new URLSearchParams(fields) })
const type = async (link: string, number: number) => {
  const page = await post(link, { number: String(number) })
  return { status: page.status, text: await page.text() }
}
const deny = (link: string) => post(link, { marked: 'yes' })
const another = (number: number) => (number === 99 ? 10 : number + 1)

describe('approval by mail', () => {
  it('continues where it began, once the number from that screen was typed on the mail’s page', async () => {
    await open()
    const { flow, step, number, link } = await ask()
    expect(step).toEqual({ ...step, type: 'challenge', method: 'email-approval', masked: 'j•••@e•••', number: expect.any(Number) })
    expect(number).toBeGreaterThanOrEqual(10)
    expect(number).toBeLessThanOrEqual(99)
    const mail = ((await world.mailsTo(MAIL)).at(-1) ?? '').replace(/https?:\/\/\S+|Requested on .*/g, '')
    expect(mail).not.toMatch(new RegExp(`\\b(${number}|\\d{8})\\b(?! minutes)`))
    const page = await look(link)
    expect([page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer'])
    const shown = await page.text()
    for (const words of ['Are you trying to recover your Corner Shop account?', 'Started on November 24, 2026', 'name="number"'])
      expect(shown).toContain(words)
    expect(shown).not.toContain(`${number}<`)

    const answered = await type(link, number)
    expect(answered.text).toContain('where you started to continue')
    expect((await stepOf(flow)).type).toBe('new-password')
    // A person who pressed the link gets no further: the attempt belongs to the person who began it.
    expect(answered.text).not.toMatch(/<form|new-password/)
    expect((await type(link, number)).status).toBe(410)
    expect(await world.recorded('challenge.passed')).toEqual([{ method: 'email-approval', signals: 'only-address', risk: 1, level: 'low' }])
    await world.answer(flow, { type: 'new-password', password: 'quiet lanterns drift over stones' })
    expect((await world.signIn(MAIL, 'quiet lanterns drift over stones')).body.result).toBe('ok')
  })

  it('does nothing for programs that fetch every link, or press every button without the tick', async () => {
    await open()
    const { flow, number, link } = await ask()
    for (let scans = 0; scans < 3; scans += 1) {
      for (const method of ['GET', 'HEAD']) expect((await look(link, method)).status).toBe(200)
      const bare: Record<string, string>[] = [{}, { number: '' }, { number: 'abc' }, { number: '123' }, { marked: '' }, { marked: 'on' }]
      for (const fields of bare) expect(await (await post(link, fields)).text()).toContain('Nothing has happened yet')
    }
    expect((await stepOf(flow)).type).toBe('challenge')
    expect([await world.recorded('challenge.failed'), await world.recorded('challenge.denied')]).toEqual([[], []])
    expect((await type(link, number)).status).toBe(200)
    expect((await stepOf(flow)).type).toBe('new-password')
  })

  it('accepts digits of every keyboard', async () => {
    await open()
    const { flow, number, link } = await ask()
    const arabic = String(number).replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
    await post(link, { number: ` ${arabic} ` })
    expect((await stepOf(flow)).type).toBe('new-password')
  })

  it('allows one try: a wrong number ends the link, and a new mail has a new number', async () => {
    await open()
    const { flow, number, link } = await ask()
    expect((await type(link, another(number))).text).toContain('doesn’t match the one on the screen')
    expect((await stepOf(flow)).type).toBe('choose-method')
    expect((await type(link, number)).status).toBe(410)
    expect(await world.recorded('challenge.failed')).toEqual([{ method: 'email-approval' }])
    const step = await stepOf(flow)
    const ref = (step.type === 'choose-method' && step.methods.find(({ method }) => method === 'email-approval')?.ref) || ''
    const again = (await world.answer(flow, { type: 'choose-method', ref, complete: MAIL })).body.flow.step as Challenge
    await type((await linksTo(MAIL)).at(-1) ?? '', again.number ?? 0)
    expect((await stepOf(flow)).type).toBe('new-password')
  })

  it('accepts no code in place of the number, and no link of another attempt', async () => {
    await open()
    const one = await ask()
    const other = await ask()
    const [, secret = ''] = one.link.split('.')
    expect((await world.answer(one.flow, { type: 'challenge', code: secret })).status).toBe(409)
    expect((await look(`/approve/${other.flow.flow.id}.${secret}`)).status).toBe(410)
    await type(one.link, one.number)
    expect([(await stepOf(one.flow)).type, (await stepOf(other.flow)).type]).toEqual(['new-password', 'challenge'])
    for (const bad of ['x', `${one.flow.flow.id}.`, `.${secret}`, 'x'.repeat(5000)])
      expect((await look(`/approve/${bad}`)).status).toBe(410)
  })

  it('is valid as long as a code, and not after another mail was requested', async () => {
    await open()
    const { flow, number, link } = await ask()
    world.turnClock(31_000)
    const resent = (await world.answer(flow, { type: 'resend' })).body.flow.step as Challenge
    expect((await type(link, number)).status).toBe(410)
    const newest = (await linksTo(MAIL)).at(-1) ?? ''
    expect(newest).not.toBe(link)
    world.turnClock(600_000)
    expect((await type(newest, resent.number ?? 0)).status).toBe(410)
    expect((await stepOf(flow)).type).toBe('challenge')
  })

  it('is ended by "it was somebody else", which notifies every address and stops further mails', async () => {
    await open({ ...jane, destinations: [email(MAIL), email(OTHER)] })
    const { flow, link } = await ask()
    expect(await (await deny(link)).text()).toContain('nobody got into your Corner Shop account')
    expect(await stepOf(flow)).toEqual({ type: 'stopped', because: 'refused' })
    expect(await world.recorded('challenge.denied')).toEqual([{ method: 'email-approval' }])
    for (const to of [MAIL, OTHER]) expect((await world.mailsTo(to)).at(-1)).toContain('was that this was not the owner')
    expect((await deny(link)).status).toBe(410)
    const next = await ask()
    expect([next.step.type, next.link]).toEqual(['challenge', ''])
    world.turnClock(23 * 3_600_000)
    expect((await ask()).link).toBe('')
    world.turnClock(3_600_000)
    expect((await ask()).link).not.toBe('')
    // A code has its own budget.
    const coded = await world.toChallenge(MAIL, MAIL, { method: 'email-code' })
    await world.deliver()
    expect((await world.answer(coded.flow, { type: 'challenge', code: world.codeFor(MAIL) })).body.flow.step.type).toBe('new-password')
  })

  // Each with a separate account, because after "not me" nobody is asked for a day.
  it.each(['"me"', '"not me"'])('counts one of "me" and "not me", however many press at once, %s first', async (first) => {
    await open()
    const { flow, number, link } = await ask()
    const pressed = [() => post(link, { number: String(number) }), () => deny(link), () => post(link, { number: String(another(number)) })]
    const order = first === '"me"' ? pressed : pressed.toReversed()
    const came = await Promise.all([...order, ...order].map(async (press) => (await press()).status))
    expect(came.filter((status) => status === 200)).toHaveLength(1)
    const names = ['challenge.passed', 'challenge.failed', 'challenge.denied'] as const
    expect((await Promise.all(names.map(world.recorded))).flat()).toHaveLength(1)
    expect((await stepOf(flow)).type).not.toBe('challenge')
  })

  it('is silently limited to a few mails a day for one account', async () => {
    await open(jane)
    // A person who completes the address wrongly uses up nobody's limit.
    for (let n = 0; n < 6; n += 1) await ask(MAIL, 'wrong@example.com')
    const asked = []
    for (let n = 0; n < 6; n += 1) asked.push(await ask())
    expect(asked.map(({ link }) => link !== '')).toEqual([true, true, true, true, false, false])
    expect(new Set(asked.map(({ step }) => Object.keys(step).join())).size).toBe(1)
  })

  it('shows a known and an unknown name the same bytes, and writes the same', async () => {
    await open()
    const seen = []
    for (const [name, complete] of [
      [MAIL, MAIL],
      [MAIL, 'jack@example.com'],
      ['jill@example.com', 'jill@example.com'],
    ] as const) {
      const { flow, chosen, step } = await ask(name, complete)
      const [row] = await world.db.read.select().from(challenges).where(eq(challenges.flow, flow.flow.id))
      const [sent] = await world.db.read.select().from(outbox).where(eq(outbox.flow, flow.flow.id))
      const shown = chosen.text
        .replace(/"(id|ref)":"[^"]+"/g, '')
        .replace(`"number":${step.number}`, '"number":47')
        .replaceAll(/2026-[\d-]+T[\d:.]+Z/g, '')
      seen.push(
        JSON.stringify([
          shown,
          Object.entries(row ?? {}).map(([key, value]) => [key, String(value ?? '').length > 30 || value === null]),
          sent?.message.length,
          sent?.kind,
        ]),
      )
    }
    expect(new Set(seen).size).toBe(1)
    expect(await linksTo('jill@example.com')).toEqual([])
  })

  it('leads to the diagnosis if the person can’t sign in, and locks the account if somebody else is in it', async () => {
    await open()
    const why = await ask(MAIL, MAIL, { reason: 'cannot-sign-in' })
    await type(why.link, why.number)
    expect(await stepOf(why.flow)).toMatchObject({ type: 'diagnosis', cause: 'nothing-wrong' })
    const shut = await ask(MAIL, MAIL, { reason: 'compromised' })
    await type(shut.link, shut.number)
    expect((await stepOf(shut.flow)).type).toBe('new-password')
    expect((await world.signIn(MAIL, jane.password)).body.result).not.toBe('ok')
  })

  it('counts once together with a code to the same mailbox, whatever else the realm asks for', async () => {
    for (const proofs of ['different-methods', 'different-classes'] as const) {
      await open(jane, { needed: 2, proofs })
      const { flow, number, link } = await ask()
      await type(link, number)
      const step = await stepOf(flow)
      const left = step.type === 'choose-method' ? step.methods.map(({ method }) => method) : []
      expect(left).not.toContain('email-code')
      expect(left).not.toContain('email-approval')
      if (proofs === 'different-methods') await world.close()
    }
  })

  it('is invalid when the account changes, and when the attempt is over', async () => {
    await open()
    const { number, link } = await ask()
    await world.addAccount('jane', { ...jane, destinations: [email(OTHER)], password: undefined })
    expect((await type(link, number)).status).toBe(410)
    expect(await world.db.read.$count(flows, eq(flows.proven, ['email-approval']))).toBe(0)
  })
})
