/** Shows how the accounts of each realm stand, as they were counted last, and what became of reminders. */
import { desc } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { realmReadiness, reminderRounds } from '../db/schema.ts'
import type { Sites } from '../realms/realm.ts'
import { realmsOf } from '../realms/realm.ts'
import type { ReadinessCounts } from './count-readiness.ts'
import { REMINDED_DAYS } from './remind.ts'

const ROUNDS = 20

export async function showReadiness({ db, sites }: { db: Database; sites: Sites }) {
  const counted = await db.read.select().from(realmReadiness)
  const rounds = await db.read.select().from(reminderRounds).orderBy(desc(reminderRounds.startedAt)).limit(ROUNDS)
  const all = await sites.all()
  return {
    remindedDays: REMINDED_DAYS,
    realms: (await realmsOf(sites)).map(({ id, name, webhook }) => {
      const row = counted.find(({ realm }) => realm === id)
      return {
        realm: id,
        name,
        /** The site keeps the accounts: they can't be counted. */
        elsewhere: webhook !== undefined,
        counts: row && !webhook ? (JSON.parse(row.counts) as ReadinessCounts) : null,
        countedAt: row?.countedAt ?? null,
        sites: all.filter((site) => site.realm.id === id).map(({ key, name: own }) => ({ key, name: own })),
        rounds: rounds.filter(({ realm }) => realm === id).map(({ startedAt, sent, endedAt }) => ({ startedAt, sent, endedAt })),
      }
    }),
  }
}
