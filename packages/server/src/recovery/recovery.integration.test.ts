import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MANY } from '../../testing/roomy.ts'

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const jane = {
  identifiers: [
    { kind: 'email', value: 'Jane@Example.com' },
    { kind: 'handle', value: 'jane_doe' },
  ],
  destinations: [{ channel: 'email', value: 'jane@example.com', verified: true }],
  password: OLD,
}

describe('a recovery', () => {
  let world: TestWorld
  beforeEach(async () => {
    world = await openWorld({ limits: { answerPerAddress: MANY, identifyPerAddress: MANY, startPerAddress: MANY } })
    await world.addAccount('jane', jane)
  })
  afterEach(() => world.close())

  async function toNewPassword() {
    const at = await world.toChallenge('jane@example.com', 'jane@example.com')
    await world.deliver()
    const proven = await world.answer(at.flow, { type: 'challenge', code: world.codeFor('jane@example.com') })
    return { ...at, proven }
  }

  it('lets a person back in, from the first step to the sign-in', async () => {
    const { flow, named, chosen, proven } = await toNewPassword()
    expect(named.body.flow.step).toMatchObject({
      type: 'choose-method',
      proven: 0,
      needed: 1,
      methods: [{ masked: 'j•••@e•••', complete: 'address' }],
    })
    expect(chosen.body.flow.step).toMatchObject({ type: 'challenge', guessesLeft: 5 })
    expect(proven.body.flow.step).toEqual({ type: 'new-password', minLength: 15, maxLength: 256, username: 'jane@example.com' })
    const done = await world.answer(flow, { type: 'new-password', password: NEW })
    expect(done.body.flow.step).toEqual({ type: 'done', outcome: 'password-changed' })
    expect((await world.signIn('jane_doe', NEW)).body.result).toBe('ok')
    expect((await world.signIn('jane_doe', OLD)).body.result).toBe('refused')
    await world.deliver()
    expect(world.mails.at(-1)?.subject).toBe('Your Corner Shop password was changed')
  })

  it('shows a stranger the same for jane and for an unknown name', async () => {
    const mask = (text: string) => text.replace(/"(id|ref|token|requestId)":"[^"]+"/g, '"$1":""')
    const seen = async (identifier: string) => {
      const { flow, named, chosen } = await world.toChallenge(identifier, 'wrong@example.org')
      const guess = await world.answer(flow, { type: 'challenge', code: '12345678' })
      const helped = await world.answer(flow, { type: 'no-method' })
      return [named, chosen, guess, helped].map(({ status, text, headers }) => [status, mask(text), [...headers.keys()].join()])
    }
    const known = await seen('jane@example.com')
    // Decoys differ in how many addresses they have, as real accounts do: compares with one that has as many as jane.
    const shapes = await Promise.all(Array.from({ length: 12 }, (_, n) => seen(`june${n}@example.com`)))
    expect(shapes).toContainEqual(known)
    await world.deliver()
    expect(world.mails).toEqual([])
  })

  it('gives the same decoys for the same name, in any spelling', async () => {
    const offers = async (identifier: string) => {
      const { named } = await world.toChallenge(identifier, 'x@example.org')
      return JSON.stringify(named.body.flow.step).replace(/"ref":"[^"]+"/g, '')
    }
    expect(await offers('Nobody@EXAMPLE.com ')).toBe(await offers('nobody@example.com'))
  })

  it('allows five guesses if two hundred arrive in parallel', async () => {
    const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
    await world.deliver()
    const right = world.codeFor('jane@example.com')
    const wrong = right === '00000000' ? '11111111' : '00000000'
    const replies = await Promise.all(Array.from({ length: 200 }, () => world.answer(flow, { type: 'challenge', code: wrong })))
    expect(replies.filter(({ status, body }) => status === 200 && body.problem?.code === 'code-wrong')).toHaveLength(4)
    expect(replies.filter(({ status, body }) => status === 200 && body.flow.step.type === 'stopped')).toHaveLength(1)
    const late = await world.answer(flow, { type: 'challenge', code: right })
    expect(late.status).toBe(409)
    expect(late.body.flow.step).toEqual({ type: 'stopped', because: 'too-many-guesses' })
  })

  it('makes one change for twenty parallel new passwords', async () => {
    const { flow } = await toNewPassword()
    const before = await world.call<{ generation: number }>('GET', '/v1/accounts/jane', undefined, world.back)
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => world.answer(flow, { type: 'new-password', password: `${NEW} ${n}` })),
    )
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.every(({ status }) => status === 200 || status === 409)).toBe(true)
    const after = await world.call<{ generation: number }>('GET', '/v1/accounts/jane', undefined, world.back)
    expect(after.body.generation).toBe(before.body.generation + 1)
    await world.deliver()
    expect(world.mails.filter(({ subject }) => subject?.includes('changed'))).toHaveLength(1)
  })

  it('accepts one captcha solution once in fifty tries', async () => {
    const solved = await world.captcha()
    const started = await Promise.all(Array.from({ length: 50 }, () => world.start()))
    const replies = await Promise.all(
      started.map(({ body }) => world.answer(body, { type: 'identify', identifier: 'jane_doe', captcha: solved })),
    )
    expect(replies.filter(({ body }) => body.flow?.step.type === 'choose-method')).toHaveLength(1)
    expect(replies.filter(({ body }) => body.problem?.code === 'captcha-refused')).toHaveLength(49)
  })

  it('uses up nothing for a refused password', async () => {
    const { flow } = await toNewPassword()
    for (const [password, why] of [
      ['short', 'too-short'],
      ['password12345678', 'guessable'],
      ['jane_doe!jane_doe', 'context'],
      ['aaaaaaaaaaaaaaaaaa', 'repetitive'],
    ] as const) {
      expect((await world.answer(flow, { type: 'new-password', password })).body.problem).toEqual({ code: 'password-refused', why })
    }
    expect((await world.answer(flow, { type: 'new-password', password: NEW })).body.flow.step.type).toBe('done')
  })

  it('ends every other flow and code of the account with the new password', async () => {
    const other = await world.toChallenge('jane_doe', 'jane@example.com')
    await world.deliver()
    const otherCode = world.codeFor('jane@example.com')
    const { flow } = await toNewPassword()
    await world.answer(flow, { type: 'new-password', password: NEW })
    const late = await world.answer(other.flow, { type: 'challenge', code: otherCode })
    expect(late.status).toBe(409)
    expect(late.body.flow.step).toEqual({ type: 'stopped', because: 'refused' })
  })

  it('sends another code after the wait, and refills no guesses', async () => {
    const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
    await world.deliver()
    const first = world.codeFor('jane@example.com')
    expect((await world.answer(flow, { type: 'resend' })).body.problem).toEqual({ code: 'resend-too-early' })
    await world.answer(flow, { type: 'challenge', code: first === '99999999' ? '11111111' : '99999999' })
    world.turnClock(31_000)
    const again = await world.answer(flow, { type: 'resend' })
    expect(again.body.flow.step).toMatchObject({ type: 'challenge', guessesLeft: 4 })
    await world.deliver()
    const second = world.codeFor('jane@example.com')
    expect(second).not.toBe(first)
    const wide = [...second].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    const proven = await world.answer(flow, { type: 'challenge', code: `${wide.slice(0, 4).join('')} ${wide.slice(4).join('')}` })
    expect(proven.body.flow.step.type).toBe('new-password')
  })

  it('says clearly that it has expired', async () => {
    const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
    await world.deliver()
    world.turnClock(600_001)
    expect((await world.answer(flow, { type: 'challenge', code: world.codeFor('jane@example.com') })).body.problem).toEqual({
      code: 'code-expired',
    })
    world.turnClock(1_800_000)
    expect((await world.answer(flow, { type: 'resend' })).body.flow.step).toEqual({ type: 'stopped', because: 'expired' })
  })

  it('can’t be reached with a foreign token, origin or flow', async () => {
    const [one, other] = [(await world.start()).body, (await world.start()).body]
    expect((await world.answer({ ...one, token: other.token }, { type: 'cancel' })).status).toBe(404)
    expect(
      (
        await world.call('GET', `/v1/flows/${one.flow.id}`, undefined, {
          authorization: `Bearer ${one.token}`,
          origin: 'https://evil.example',
        })
      ).status,
    ).toBe(403)
    expect((await world.call('GET', '/v1/flows/none', undefined, { authorization: `Bearer ${one.token}` })).status).toBe(404)
  })

  it('refuses malformed answers before anything is looked up', async () => {
    const { body: flow } = await world.start()
    const bodies: unknown[] = [
      {},
      [],
      'null',
      { type: 'nope' },
      { type: 'cancel', extra: 1 },
      { type: 'challenge', code: ['1'] },
      '{"type":"cancel","type":"back"}',
      { type: 'challenge', code: 'x'.repeat(65) },
    ]
    for (const body of bodies) expect((await world.answer(flow, body as never)).status, JSON.stringify(body)).toBe(400)
    expect(
      (
        await world.call('POST', `/v1/flows/${flow.flow.id}/answers`, '{"type":"cancel"}', {
          authorization: `Bearer ${flow.token}`,
          'content-type': 'text/plain',
        })
      ).status,
    ).toBe(415)
  })
})
