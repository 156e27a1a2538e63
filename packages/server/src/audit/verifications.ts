/** Runs the verification of the audit log in the background for the console: one at a time, with its progress and its stored result. */
import type { Database } from '../db/database.ts'
import { storedJson } from '../db/stored-value.ts'
import type { Clock } from '../world/clock.ts'
import type { Chain } from './chain.ts'
import type { Verdict } from './verify.ts'
import { verifyRecord } from './verify.ts'

export interface KeptVerdict extends Verdict {
  /** When it ended. */
  at: number
}

const lastVerdict = storedJson<KeptVerdict>('audit-verified')

export interface Verifications {
  /** False: one is running already. */
  start(): boolean
  progress(): { done: number; of: number; startedAt: number } | undefined
  /** By this process or another one. */
  last(): Promise<KeptVerdict | undefined>
}

interface Needs {
  db: Database
  chain: Chain
  publicKey: string
  clock: Clock
}

export function createVerifications({ db, chain, publicKey, clock }: Needs): Verifications {
  let running: { done: number; of: number; startedAt: number } | undefined

  async function run(startedAt: number): Promise<void> {
    const verdict = await verifyRecord({ reader: db.read, chain, publicKey, onProgress: (at) => (running = { ...at, startedAt }) })
    await db.write((tx) => lastVerdict.write(tx, { ...verdict, at: clock.now() }))
  }

  return {
    start() {
      if (running) return false
      running = { done: 0, of: 0, startedAt: clock.now() }
      // If the database fails, the last result stays: this run has found nothing out.
      run(running.startedAt)
        .catch(() => undefined)
        .finally(() => (running = undefined))
      return true
    },
    progress: () => running,
    last: () => lastVerdict.read(db.read),
  }
}
