/** Shows the readiness of each realm as it was last counted, and the state of reminders. */
import { desc, gt } from 'drizzle-orm'
import { algorithmOf } from '../crypto/hash-forms.ts'
import { isOutdated } from '../crypto/password-hash.ts'
import type { Database } from '../db/database.ts'
import { hashForms, realmReadiness, reminderRounds } from '../db/schema.ts'
import type { Sites } from '../sites/realm.ts'
import { realmsOf } from '../sites/realm.ts'
import { REMINDED_DAYS } from './remind.ts'

const ROUNDS = 20

export async function showReadiness({ db, sites }: { db: Database; sites: Sites }) {
  const counted = await db.read.select().from(realmReadiness)
  const rounds = await db.read.select().from(reminderRounds).orderBy(desc(reminderRounds.startedAt)).limit(ROUNDS)
  const forms = await db.read.select().from(hashForms).where(gt(hashForms.count, 0))
  const all = await sites.all()
  return {
    remindedDays: REMINDED_DAYS,
    realms: (await realmsOf(sites)).map(({ id, name, webhook }) => {
      const row = counted.find(({ realm }) => realm === id)
      return {
        realm: id,
        name,
        /** The site keeps the accounts, so they can't be counted. */
        elsewhere: webhook !== undefined,
        counts: row && !webhook ? row.counts : null,
        countedAt: row?.countedAt ?? null,
        /** Accounts whose password hash is renewed at their next sign-in, by its algorithm. */
        oldHashes: oldHashes(forms.filter((form) => form.realm === id)),
        sites: all.filter((site) => site.realm.id === id).map(({ key, name: own }) => ({ key, name: own })),
        rounds: rounds.filter(({ realm }) => realm === id).map(({ startedAt, sent, endedAt }) => ({ startedAt, sent, endedAt })),
      }
    }),
  }
}

function oldHashes(forms: readonly { form: string; count: number }[]): { algorithm: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { form, count } of forms) if (isOutdated(form)) counts.set(algorithmOf(form), (counts.get(algorithmOf(form)) ?? 0) + count)
  return [...counts].map(([algorithm, count]) => ({ algorithm, count })).sort((a, b) => b.count - a.count)
}
