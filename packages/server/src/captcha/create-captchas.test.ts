import type { CaptchaReply, CaptchaSolution } from '@regain/core'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { describe, expect, it } from 'vitest'
import { deriveKeys } from '../crypto/keys.ts'
import { systemChance } from '../world/chance.ts'
import { createCaptchas } from './create-captchas.ts'

const cost = { rounds: 10, tries: 40 }
const binding = { site: 'pk_1', purpose: 'identify' } as const
const drawn: string[] = []
const chance = {
  ...systemChance,
  characters: (count: number, alphabet: string) => {
    const text = systemChance.characters(count, alphabet)
    drawn.push(text)
    return text
  },
}
const captchas = createCaptchas({
  keys: deriveKeys(new Uint8Array(32).fill(7)),
  chance,
  clock: { now: () => 1_000_000, wait: async () => undefined },
})
const decode = (url: string) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')

async function solve(reply: CaptchaReply): Promise<CaptchaSolution> {
  if (reply.kind === 'characters') return drawn.at(-1) ?? ''
  const solution = await solveChallenge({ challenge: reply.challenge as never, deriveKey })
  return solution ?? ''
}

describe.each(['characters', 'proof-of-work'] as const)('a captcha of %s', (kind) => {
  it('accepts its own solution, and no other', async () => {
    const reply = await captchas.issue(kind, binding, cost)
    const open = captchas.open(reply.id, binding)
    expect(await open?.check(await solve(reply))).toBe(true)
    for (const wrong of ['', 'AAAAAA', { counter: 3, derivedKey: 'ab' }]) expect(await open?.check(wrong)).toBe(false)
  })
  it('is bound to its site, and cannot be altered', async () => {
    const { id } = await captchas.issue(kind, binding, cost)
    expect(captchas.open(id, { ...binding, site: 'pk_2' })).toBeUndefined()
    expect(captchas.open(`${id.slice(0, -2)}AA`, binding)).toBeUndefined()
    expect(captchas.open('', binding)).toBeUndefined()
  })
  it('has a nonce of its own, and says when it expires', async () => {
    const [one, other] = await Promise.all([captchas.issue(kind, binding, cost), captchas.issue(kind, binding, cost)])
    expect(captchas.open(one.id, binding)?.nonce).not.toBe(captchas.open(other.id, binding)?.nonce)
    expect(captchas.open(one.id, binding)?.expiresAt).toBe(1_600_000)
  })
})

describe('characters', () => {
  it('are accepted in any case, with spaces and in full-width forms', async () => {
    const { id } = await captchas.issue('characters', binding, cost)
    const text = drawn.at(-1) ?? ''
    const wide = [...text].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')
    for (const typed of [text.toLowerCase(), ` ${text.slice(0, 3)} ${text.slice(3)}`, wide])
      expect(await captchas.open(id, binding)?.check(typed)).toBe(true)
  })
  it('don’t show in the bytes of picture and sound, and never change their length', async () => {
    const sizes = new Set<string>()
    for (let round = 0; round < 8; round += 1) {
      const reply = await captchas.issue('characters', binding, cost)
      if (reply.kind !== 'characters') throw new Error('wrong kind')
      const [picture, wave] = [decode(reply.image), decode(reply.audio)]
      sizes.add(`${picture.length} ${wave.length} ${reply.id.length}`)
      for (const bytes of [picture, wave]) expect(bytes.includes(drawn.at(-1) ?? '')).toBe(false)
      expect(picture.subarray(1, 4).toString()).toBe('PNG')
      expect(wave.subarray(0, 4).toString()).toBe('RIFF')
    }
    expect(sizes.size).toBe(1)
  })
  it('are spoken after a second and a half of silence, so that a screen reader does not talk over the first', async () => {
    const reply = await captchas.issue('characters', binding, cost)
    if (reply.kind !== 'characters') throw new Error('wrong kind')
    const samples = decode(reply.audio).subarray(44)
    expect(new Set(samples.subarray(0, 1.5 * 8000))).toEqual(new Set([128]))
    expect(Math.max(...samples.subarray(1.5 * 8000))).toBeGreaterThan(150)
  })
})
