/** Opens, updates and ends alerts: one row for each subject, whichever process finds it and however often. */
import { and, desc, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Tx } from '../db/database.ts'
import { alerts } from '../db/schema.ts'
import { announceAlert } from '../events/announce.ts'
import type { Chance } from '../world/chance.ts'
import { randomId } from '../world/chance.ts'
import { HOUR_MS } from '../world/clock.ts'
import type { Finding } from './find-spikes.ts'
import type { AlertSettings } from './rules.ts'

export type AlertRow = typeof alerts.$inferSelect

/** So that a count near the threshold does not end and reopen an alert at every check. */
const HOLD_MS = 300_000

interface Needs {
  chance: Chance
  seal: Seal
}

export async function keepAlerts(
  tx: Tx,
  findings: readonly Finding[],
  { reminderHours }: Pick<AlertSettings, 'reminderHours'>,
  now: number,
  needs: Needs,
): Promise<void> {
  for (const one of findings) {
    const isSame = and(eq(alerts.rule, one.rule), eq(alerts.realm, one.realm), eq(alerts.subject, one.subject))
    const kept = await tx
      .update(alerts)
      .set({ seenAt: sql`max(${alerts.seenAt}, ${now})`, count: sql`max(${alerts.count}, ${one.count})` })
      .where(and(isSame, isNull(alerts.endedAt)))
    if (kept.rowsAffected > 0) continue
    // If it comes back within the time of a reminder, it is the same alert, and no new mail is sent.
    const [lately] = await tx
      .select({ id: alerts.id })
      .from(alerts)
      .where(and(isSame, isNotNull(alerts.endedAt), gt(alerts.endedAt, now - reminderHours * HOUR_MS)))
      .orderBy(desc(alerts.endedAt))
      .limit(1)
    const id = lately?.id ?? randomId(needs.chance)
    const again = { seenAt: now, endedAt: null, count: one.count, threshold: one.threshold, usual: one.usual }
    if (lately) await tx.update(alerts).set(again).where(eq(alerts.id, id))
    else await tx.insert(alerts).values({ id, rule: one.rule, realm: one.realm, subject: one.subject, openedAt: now, ...again })
    await tell(tx, 'alert.opened', { id, ...one }, now, needs)
  }
  const over = await tx
    .update(alerts)
    .set({ endedAt: now })
    .where(and(isNull(alerts.endedAt), lt(alerts.seenAt, now - HOLD_MS)))
    .returning()
  for (const one of over) await tell(tx, 'alert.ended', one, now, needs)
}

type Told = Pick<AlertRow, 'id' | 'rule' | 'realm' | 'count' | 'threshold'>

// The subject may be somebody's address. It is deleted with the alert, and the audit log never contains it.
async function tell(tx: Tx, type: 'alert.opened' | 'alert.ended', { id, rule, realm, count, threshold }: Told, at: number, needs: Needs) {
  const data = { alert: id, rule, count, threshold }
  const where = realm === '' ? {} : { realm }
  await record(tx, { name: type, at, actor: 'server', ...where, details: data })
  await announceAlert(tx, { type, at, data, ...where }, needs)
}
