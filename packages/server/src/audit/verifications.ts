/** Runs the verification of the audit log in the background for the console: one at a time, with its progress and its stored result. */
import { eq } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { meta } from '../db/schema.ts'
import type { Clock } from '../world/clock.ts'
import type { Chain } from './chain.ts'
import type { Verdict } from './verify.ts'
import { verifyRecord } from './verify.ts'

/** The row of `meta` that stores the last result. */
const LAST = 'audit-verified'

export interface KeptVerdict extends Verdict {
  /** When it ended. */
  at: number
}

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
    const value = JSON.stringify({ ...verdict, at: clock.now() } satisfies KeptVerdict)
    await db.write((tx) => tx.insert(meta).values({ name: LAST, value }).onConflictDoUpdate({ target: meta.name, set: { value } }))
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
    async last() {
      const [row] = await db.read.select().from(meta).where(eq(meta.name, LAST))
      return row && (JSON.parse(row.value) as KeptVerdict)
    },
  }
}
