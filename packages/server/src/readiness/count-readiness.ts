/** Counts the readiness of a realm's accounts in the background, page by page, because a million accounts take too long for a request. */
import { losses } from '@regain/core'
import type { Database } from '../db/database.ts'
import type { ReadinessCounts } from '../db/schema.ts'
import { realmReadiness } from '../db/schema.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { isThere } from '../sites/is-there.ts'
import type { Realm } from '../sites/realm.ts'
import { readStandings } from './read-standings.ts'

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
  const row = { realm: realm.id, counts, countedAt: needs.clock.now() }
  await needs.db.write(async (tx) => {
    if (await isThere(tx, realm.id))
      await tx.insert(realmReadiness).values(row).onConflictDoUpdate({ target: realmReadiness.realm, set: row })
  })
  return counts
}
