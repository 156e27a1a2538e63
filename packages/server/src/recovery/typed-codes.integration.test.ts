/** Codes as people type them: input that can't be a code uses up no guess, and codes are read in every script. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { DAY_MS } from '../world/clock.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openWorld({ methods: ['email-code', 'saved-code', 'totp'] })
  await world.addAccount('jane', {
    identifiers: [{ kind: 'email', value: MAIL }],
    destinations: [{ channel: 'email', value: MAIL, verified: true }],
  })
})
afterAll(() => world.close())

const inDigits = (code: string, zero: number) => code.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))
const leftOf = (reply: { body: { flow?: { step: { type: string } } } }) =>
  (reply.body.flow?.step as { guessesLeft?: number } | undefined)?.guessesLeft

describe('a code', () => {
  it.each([
    ['Arabic digits', (code: string) => inDigits(code, 0x660)],
    ['Persian digits', (code: string) => inDigits(code, 0x6f0)],
    ['Devanagari digits', (code: string) => inDigits(code, 0x966)],
    ['full-width digits', (code: string) => inDigits(code, 0xff10)],
    ['mathematical digits', (code: string) => inDigits(code, 0x1d7ce)],
    ['a bidi mark and a dash', (code: string) => `\u200e${code.slice(0, 4)}–${code.slice(4)}`],
    ['a full stop', (code: string) => `${code}.`],
    ['words around it', (code: string) => `code: ${code}`],
  ])('with %s is right', async (_, typed) => {
    world.turnClock(DAY_MS)
    const { flow } = await world.toChallenge(MAIL, MAIL)
    await world.deliver()
    expect((await world.answer(flow, { type: 'challenge', code: typed(world.codeFor(MAIL)) })).body.flow?.step.type).toBe('new-password')
  })
  it('that can’t be one uses up no guess, and gets the expected length, for an owner and a stranger alike', async () => {
    world.turnClock(DAY_MS)
    for (const [name, address] of [
      [MAIL, MAIL],
      ['nobody@example.com', 'nobody@example.com'],
    ] as const) {
      const { flow, chosen } = await world.toChallenge(name, address)
      const before = leftOf(chosen)
      for (const code of ['1234567', '123456789', 'hello', '١٢٣', '12345678 and 9']) {
        const reply = await world.answer(flow, { type: 'challenge', code })
        expect(reply.body.problem, code).toEqual({ code: 'not-a-code', length: 8 })
        expect(leftOf(reply)).toBe(before)
      }
      const wrong = await world.answer(flow, { type: 'challenge', code: '٠٠٠٠٠٠٠٠' })
      expect(wrong.body.problem).toEqual({ code: 'code-wrong' })
      expect(leftOf(wrong)).toBe((before ?? 0) - 1)
    }
  })
  it.each([
    ['saved-code', 'ABCD-EFGH', 16],
    ['totp', '12345', 6],
  ])('of a kept method that can’t be one uses up no guess either: %s', async (method, code, length) => {
    world.turnClock(DAY_MS)
    const { flow, chosen } = await world.toChallenge(MAIL, '', { method })
    const before = leftOf(chosen)
    const reply = await world.answer(flow, { type: 'challenge', code })
    expect(reply.body.problem).toEqual({ code: 'not-a-code', length })
    expect(leftOf(reply)).toBe(before)
  })
})
