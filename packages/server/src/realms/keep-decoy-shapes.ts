/** Recounts a realm's decoy shape when the realm has doubled, and keeps it otherwise: a name's decoys must stay the same. */
import { setTimeout as wait } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { accounts, realms } from '../db/schema.ts'
import { HOUR_MS } from '../world/clock.ts'
import { countDecoyShape, LEAST_COUNTED } from './count-decoy-shape.ts'

const GROWTH = 2

/** True if the shape was recounted. If two processes count at the same time, one of them stores it. */
export async function keepDecoyShape(db: Database, realm: string, pause: () => Promise<unknown> = async () => undefined): Promise<boolean> {
  const [row] = await db.read
    .select({ counted: realms.decoyShapeAccounts, directory: realms.directory })
    .from(realms)
    .where(eq(realms.id, realm))
  // Accounts in another directory can't be counted.
  if (!row || row.directory !== null) return false
  const now = await db.read.$count(accounts, eq(accounts.realm, realm))
  if (now < Math.max(LEAST_COUNTED, GROWTH * row.counted)) return false
  const { shape, accounts: counted } = await countDecoyShape(db.read, realm, pause)
  const written = await db.write((tx) =>
    tx
      .update(realms)
      .set({ decoyShape: JSON.stringify(shape), decoyShapeAccounts: counted })
      .where(and(eq(realms.id, realm), eq(realms.decoyShapeAccounts, row.counted))),
  )
  return written.rowsAffected === 1
}

const EVERY_MS = HOUR_MS
/** Between two pages of accounts, so that requests go first. */
const PAUSE_MS = 10

export function startDecoyShapes(db: Database, onFault: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = async () => {
    await wait(PAUSE_MS)
    signal.throwIfAborted()
  }
  const running = (async () => {
    while (!signal.aborted) {
      try {
        for (const { id } of await db.read.select({ id: realms.id }).from(realms)) await keepDecoyShape(db, id, pause)
      } catch (error) {
        if (!signal.aborted) onFault(error)
      }
      await wait(EVERY_MS, undefined, { signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
