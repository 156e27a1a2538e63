/** Recent activity of an account, as its owner sees it, read from the audit log. */
import type { Activity, AuditEventName, Lately } from '@regain/core'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { auditEvents, devices, flows } from '../db/schema.ts'

/** Reads at most this many of an account's newest events: a flood of them must not delay the page. */
const READ = 2000
const MOST_SHOWN = 20
/** Events of a practice run, and of this attempt itself, are left out. */
const MOST_OF_OWN = 100
/** Events that anybody who knows the name can cause. Security: limited apart, or a flood of them would hide what was done to the account. */
const MOST_OF_STRANGERS = 5

const said: Record<string, Activity> = {
  'flow.identified': 'recovery-started',
  'challenge.passed': 'proof-given',
  'challenge.failed': 'proof-failed',
  'challenge.denied': 'attempt-denied',
  'password.changed': 'password-changed',
  'account.unlocked': 'unlocked',
  'account.locked': 'locked',
  'sign-in.locked': 'sign-in-locked',
  'account.put': 'account-changed',
  'account.destination-removed': 'address-removed',
  'account.address-disowned': 'address-removed',
  'account.signed-out': 'signed-out',
  'method.set-up': 'method-set-up',
  'method.renewed': 'method-renewed',
  'method.removed': 'method-removed',
  'contact.accepted': 'contact-accepted',
  'contact.declined': 'contact-left',
  'contact.denied': 'recovery-stopped',
  'contact.stopped': 'recovery-stopped',
  'flow.practised': 'practised',
  'hold.ended': 'hold-ended',
  'recovery.held': 'recovery-held',
}

const strangers: readonly string[] = ['flow.identified', 'challenge.failed'] satisfies AuditEventName[]
const others = Object.keys(said).filter((name) => !strangers.includes(name))

interface Of {
  realm: string
  /** The directory's id. */
  accountId: string
  /** As in `flows.account`. */
  account: string
  /** A flow to leave out. */
  butNot?: string
}

/** The newest first. */
export async function readActivity(tx: Pick<Tx, 'select'>, of: Of): Promise<Lately[]> {
  const own = await onRecord(tx, of, { names: others, most: MOST_OF_OWN })
  const all = [...own, ...(await onRecord(tx, of, { names: strangers, most: MOST_OF_STRANGERS })), ...(await signIns(tx, of))]
  return all.sort((one, other) => other.at - one.at).slice(0, MOST_SHOWN)
}

/** The last sign-in on each device; none from before the account was locked. */
async function signIns(tx: Pick<Tx, 'select'>, { realm, accountId }: Of): Promise<Lately[]> {
  const rows = await tx
    .select()
    .from(devices)
    .where(and(eq(devices.realm, realm), eq(devices.account, accountId)))
    .orderBy(desc(devices.usedAt))
    .limit(MOST_SHOWN)
  return rows.map(({ usedAt, browser, country }) => ({ at: usedAt, what: 'signed-in', ...from({ browser, country }) }))
}

const from = ({ browser, country }: { browser: string | null; country: string | null }) => ({
  ...(browser !== null && { browser }),
  ...(country !== null && { country }),
})

async function onRecord(
  tx: Pick<Tx, 'select'>,
  { account, butNot }: Of,
  { names, most }: { names: readonly string[]; most: number },
): Promise<Lately[]> {
  const { id, at, name, details, flow } = auditEvents
  const near = tx
    .select({ id, at, name, details, flow })
    .from(auditEvents)
    .where(eq(auditEvents.account, account))
    .orderBy(desc(at), desc(id))
    .limit(READ)
    .as('near')
  const events = await tx
    .select({ at: near.at, name: near.name, details: near.details, flow: near.flow, browser: flows.browser, country: flows.country })
    .from(near)
    .leftJoin(flows, eq(flows.id, near.flow))
    .where(inArray(near.name, [...names]))
    .orderBy(desc(near.at), desc(near.id))
    .limit(most)
  return events.flatMap(({ at, name, details, flow, browser, country }) => {
    const { method, drill, passkey } = JSON.parse(details) as { method?: string; drill?: boolean; passkey?: boolean }
    const what = passkey ? 'passkey-made' : said[name]
    // Only the end of a practice run is listed: its proofs let nobody in.
    if (!what || flow === butNot || (drill && what !== 'practised')) return []
    return [{ at, what, ...(method !== undefined && { method }), ...from({ browser, country }) }]
  })
}
