/** What operators do about alerts: acknowledge one, and change the rules. */
import { and, eq, isNull } from 'drizzle-orm'
import { recordAct } from '../audit/record-act.ts'
import { alerts } from '../db/schema.ts'
import type { By } from '../operators/note.ts'
import { note } from '../operators/note.ts'
import { notifyOperators } from '../operators/notify.ts'
import type { OperatorDeps, SignedIn } from '../operators/operator.ts'
import { ProblemError } from '../problems/problem.ts'
import type { AlertSettings } from './rules.ts'
import { alertSettings, readAlertSettings } from './rules.ts'

export interface Acknowledge {
  alert: string
  reason: string
  by: By & { operator: string }
}

/** The alert stays on its own page until it is over, but leaves the top of the others, and no reminder is sent. */
export async function acknowledge({ alert, reason, by }: Acknowledge, { db, clock, chance }: OperatorDeps): Promise<void> {
  const now = clock.now()
  await db.write(async (tx) => {
    const [row] = await tx.select({ realm: alerts.realm, rule: alerts.rule }).from(alerts).where(eq(alerts.id, alert))
    if (!row) throw new ProblemError('not-found')
    const first = await tx
      .update(alerts)
      .set({ acknowledgedBy: by.operator, acknowledgedAt: now, note: reason })
      .where(and(eq(alerts.id, alert), isNull(alerts.acknowledgedAt)))
    if (first.rowsAffected === 0) throw new ProblemError('decided-already')
    const details = { alert, rule: row.rule }
    await recordAct(tx, { name: 'alert.acknowledged', at: now, ...by, reason, ...(row.realm && { realm: row.realm }), details }, chance)
  })
}

export interface ChangeAlertRules {
  settings: AlertSettings
  /** The version that the operator saw. */
  version: number
  signedIn: SignedIn
  by: By
}

/** Every owner is notified: an attacker who wants to stay unnoticed begins here. */
export async function changeAlertRules({ settings, version, signedIn, by }: ChangeAlertRules, deps: OperatorDeps): Promise<void> {
  const now = deps.clock.now()
  await deps.db.write(async (tx) => {
    const before = await readAlertSettings(tx)
    if (before.version !== version) throw new ProblemError('changed-meanwhile')
    const changes = compare(before.settings, settings)
    if (changes.length === 0) return
    await alertSettings.write(tx, { version: version + 1, settings })
    await note(tx, 'alert.rules-changed', by, now, { version: version + 1, changes: changes.join('; ') })
    const paragraphs = [`${signedIn.operator.name} changed the alert rules`, ...changes, `See the rules: ${deps.origin}/admin/alerts`]
    await notifyOperators(tx, { subject: 'Regain: the alert rules were changed', paragraphs }, deps, { role: 'owner' })
  })
}

const flatten = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => flatten(inner, path === '' ? name : `${path}.${name}`))
    : [[path, String(value)]]

function compare(before: AlertSettings, after: AlertSettings): string[] {
  const [old, now] = [new Map(flatten(before)), new Map(flatten(after))]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) =>
    old.get(path) === now.get(path) ? [] : [`${path}: ${old.get(path) ?? '–'} → ${now.get(path) ?? '–'}`],
  )
}
