/** `npm run bench -- scale`: the same requests with a thousand accounts and with a million. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from '../child.ts'
import { diskFolder } from '../folder.ts'
import { progress } from '../progress.ts'
import type { Burst } from './drive.ts'
import { drive } from './drive.ts'
import type { System } from './system.ts'
import { betterAuthSystem, regainSystem } from './system.ts'

export const scaleWorks = ['code, account', 'code, nobody', 'guess'] as const
type Sized = { small: Burst; large: Burst }

export interface ScaleResult {
  small: number
  large: number
  regain: Record<(typeof scaleWorks)[number], Sized[]>
  betterAuth: Record<(typeof scaleWorks)[number], Sized[]>
}

const SMALL = 1000
const COUNT = 300

export async function scale(quick: boolean): Promise<ScaleResult> {
  const large = quick ? 50_000 : 1_000_000
  const rounds = quick ? 2 : 9
  const folder = diskFolder()
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  const show = progress('scale', rounds + 5)
  const systems: System[] = []
  const opened = async <Kind extends System>(starting: Promise<Kind>): Promise<Kind> => {
    const system = await starting
    systems.push(system)
    show(systems.length)
    return system
  }
  try {
    const regain = {
      small: await opened(regainSystem(join(folder, 'regain-small'), SMALL, mail)),
      large: await opened(regainSystem(join(folder, 'regain-large'), large, mail)),
    }
    const betterAuth = {
      small: await opened(betterAuthSystem(join(folder, 'better-auth-small'), SMALL, mail)),
      large: await opened(betterAuthSystem(join(folder, 'better-auth-large'), large, mail)),
    }
    const empty = (): Record<(typeof scaleWorks)[number], Sized[]> => ({ 'code, account': [], 'code, nobody': [], 'guess': [] })
    const result: ScaleResult = { small: SMALL, large, regain: empty(), betterAuth: empty() }
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, { small, large }] of Object.entries({ regain, betterAuth })) {
        for (const work of scaleWorks) {
          const burst = async (system: System) => await drive(system, await system.prepare(work, quick ? COUNT / 4 : COUNT))
          const sized =
            round % 2 === 0
              ? { small: await burst(small), large: await burst(large) }
              : await burst(large).then(async (done) => ({ small: await burst(small), large: done }))
          // The first round warms up and does not count.
          if (round > 0) result[name as 'regain' | 'betterAuth'][work].push(sized)
        }
      }
      show(systems.length + round + 1)
    }
    return result
  } finally {
    await Promise.all([...systems, mail].map((system) => system.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
}
