/** Lists alerts for operators, newest first, each with its realm and its acknowledgement. */
import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { alerts, operators, realms } from '../db/schema.ts'
import type { AlertRule } from './rules.ts'

export const alertStates = ['on', 'over'] as const

export interface AlertFilter {
  state?: (typeof alertStates)[number] | undefined
  rule?: AlertRule | undefined
}

const PAGE = 50
const MOST_STANDING = 10

const columns = {
  id: alerts.id,
  rule: alerts.rule,
  realm: alerts.realm,
  realmName: realms.name,
  subject: alerts.subject,
  /** Name of the operator that the alert is about. */
  subjectName: operators.name,
  openedAt: alerts.openedAt,
  seenAt: alerts.seenAt,
  endedAt: alerts.endedAt,
  count: alerts.count,
  threshold: alerts.threshold,
  usual: alerts.usual,
  acknowledgedBy: alerts.acknowledgedBy,
  acknowledgedAt: alerts.acknowledgedAt,
  note: alerts.note,
}

export async function listAlerts({ state, rule }: AlertFilter, before: { at: number; id: string } | undefined, { db }: { db: Database }) {
  const rows = await db.read
    .select(columns)
    .from(alerts)
    .leftJoin(realms, eq(realms.id, alerts.realm))
    .leftJoin(operators, and(eq(alerts.rule, 'unmasked'), eq(operators.id, alerts.subject)))
    .where(
      and(
        state && (state === 'on' ? isNull(alerts.endedAt) : isNotNull(alerts.endedAt)),
        rule && eq(alerts.rule, rule),
        before && sql`(${alerts.openedAt}, ${alerts.id}) < (${before.at}, ${before.id})`,
      ),
    )
    .orderBy(desc(alerts.openedAt), desc(alerts.id))
    .limit(PAGE + 1)
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  const ids = [...new Set(shown.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? []))]
  const known = await db.read.select({ id: operators.id, name: operators.name }).from(operators).where(inArray(operators.id, ids))
  return {
    alerts: shown,
    /** Names of the operators who acknowledged, by their ids. */
    names: Object.fromEntries(known.map(({ id, name }) => [id, name])),
    ...(last && { next: `${last.openedAt}.${last.id}` }),
  }
}

/** Open alerts that nobody has acknowledged. */
export const standingAlerts = ({ db }: { db: Database }) =>
  db.read
    .select(columns)
    .from(alerts)
    .leftJoin(realms, eq(realms.id, alerts.realm))
    .leftJoin(operators, and(eq(alerts.rule, 'unmasked'), eq(operators.id, alerts.subject)))
    .where(and(isNull(alerts.endedAt), isNull(alerts.acknowledgedAt)))
    .orderBy(desc(alerts.openedAt))
    .limit(MOST_STANDING)
