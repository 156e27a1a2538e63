/** Counts the readiness of a realm's accounts in the background, page by page, because a million accounts take too long for a request. */
import { isDeepStrictEqual } from 'node:util'
import { losses } from '@regain/core'
import { eq } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import type { ReadinessCounts } from '../db/schema.ts'
import { realmReadiness } from '../db/schema.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import type { Realm } from '../sites/realm.ts'
import { realmExists } from '../sites/realm-exists.ts'
import { HOUR_MS } from '../world/clock.ts'
import { readStandings } from './read-standings.ts'

/** The console shows when the accounts were counted, so an old time is renewed. */
const STORED_FRESH_MS = HOUR_MS

export type ReadinessNeeds = Pick<RecoveryDeps, 'keys' | 'isSetUp' | 'clock'> & { db: Database }

export async function countReadiness(realm: Realm, needs: ReadinessNeeds, pause: () => Promise<unknown> = async () => undefined) {
  const counts: ReadinessCounts = { accounts: 0, none: 0, oneWay: 0, oneThing: 0, safe: 0, without: { phone: 0, mailbox: 0, sheet: 0 } }
  for (let after = ''; ; ) {
    const page = await readStandings(needs.db.read, { realm: realm.id, policy: realm.policy, after }, needs)
    const last = page.at(-1)
    if (!last) break
    after = last.id
    counts.accounts += page.length
    for (const { standing } of page) {
      if (standing.lockedOutBy === 'nothing') counts.none += 1
      if (standing.lockedOutBy === 'one-loss') counts.oneThing += 1
      if (standing.lockedOutBy === 'several') counts.safe += 1
      if (standing.ways === 1) counts.oneWay += 1
      for (const lost of losses) counts.without[lost] += Number(standing.without[lost])
    }
    await pause()
  }
  const now = needs.clock.now()
  const [stored] = await needs.db.read.select().from(realmReadiness).where(eq(realmReadiness.realm, realm.id))
  // Storing is a commit, and every commit causes another count. Equal counts are not stored, so it ends there.
  if (stored && isDeepStrictEqual(stored.counts, counts) && Math.abs(now - stored.countedAt) < STORED_FRESH_MS) return counts
  const row = { realm: realm.id, counts, countedAt: now }
  await needs.db.write(async (tx) => {
    if (await realmExists(tx, realm.id))
      await tx.insert(realmReadiness).values(row).onConflictDoUpdate({ target: realmReadiness.realm, set: row })
  })
  return counts
}
