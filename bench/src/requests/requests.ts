/** `npm run bench -- requests`: codes, guesses and new passwords, alternating with better-auth and with bare argon2id. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from '../child.ts'
import { diskFolder } from '../folder.ts'
import { progress } from '../progress.ts'
import type { Burst } from './drive.ts'
import { drive } from './drive.ts'
import type { Work } from './system.ts'
import { betterAuthSystem, regainSystem, works } from './system.ts'

export interface Turn {
  regain: Burst
  betterAuth: Burst
}

export interface RequestsResult {
  accounts: number
  turns: Record<Work, Turn[]>
  /** Captcha, start, identify, choose-method: every request of a person's browser up to the code. */
  fromFirstClick: Burst[]
  /** Hashes per second of argon2id alone, measured in each turn of new passwords. */
  argon2: number[]
}

const ACCOUNTS = 1000
const COUNTS: Record<Work, number> = { 'code, account': 400, 'code, nobody': 400, 'guess': 600, 'new password': 150 }
const ARGON2_MS = 1500

export async function requests(quick: boolean): Promise<RequestsResult> {
  const rounds = quick ? 2 : 9
  const share = quick ? 4 : 1
  const folder = diskFolder()
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  const regain = await regainSystem(join(folder, 'regain'), ACCOUNTS, mail)
  const betterAuth = await betterAuthSystem(join(folder, 'better-auth'), ACCOUNTS, mail)
  const argon2 = await startChild('argon2', () => ({}))
  try {
    const result: RequestsResult = {
      accounts: ACCOUNTS,
      turns: { 'code, account': [], 'code, nobody': [], 'guess': [], 'new password': [] },
      fromFirstClick: [],
      argon2: [],
    }
    const show = progress('requests', rounds + 1)
    // The first round warms up and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      for (const work of works) {
        const count = Math.ceil(COUNTS[work] / share)
        const ours = async () => await drive(regain, await regain.prepare(work, count))
        const theirs = async () => await drive(betterAuth, await betterAuth.prepare(work, count))
        // The systems change places, so that neither always comes second.
        const turn =
          round % 2 === 0
            ? { regain: await ours(), betterAuth: await theirs() }
            : await theirs().then(async (burst) => ({ regain: await ours(), betterAuth: burst }))
        if (round > 0) result.turns[work].push(turn)
      }
      const { perSecond } = await argon2.ask<{ perSecond: number }>('run', ARGON2_MS)
      const whole = await drive(regain, regain.fromFirstClick(Math.ceil(COUNTS['code, account'] / share / 2)))
      if (round > 0) {
        result.argon2.push(perSecond)
        result.fromFirstClick.push(whole)
      }
      show(round + 1)
    }
    return result
  } finally {
    await Promise.all([regain.stop(), betterAuth.stop(), argon2.stop(), mail.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}
