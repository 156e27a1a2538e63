/** What happened to an account lately, as far as its owner is told: read from the record. */
import type { Activity, Lately } from '@regain/core'
import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { auditEvents, devices, flows } from '../db/schema.ts'

const LAST = 100
const MOST_SHOWN = 20

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

interface Of {
  realm: string
  /** The directory's id. */
  accountId: string
  /** As in `flows.account`. */
  account: string
  /** A flow that needs no telling. */
  butNot?: string
}

/** The newest first. */
export async function readActivity(tx: Pick<Tx, 'select'>, of: Of): Promise<Lately[]> {
  const all = [...(await onRecord(tx, of)), ...(await signIns(tx, of))]
  return all.sort((one, other) => other.at - one.at).slice(0, MOST_SHOWN)
}

/** The last one on each device; none of before the door was shut. */
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

async function onRecord(tx: Pick<Tx, 'select'>, { account, butNot }: Of): Promise<Lately[]> {
  const events = await tx
    .select({
      at: auditEvents.at,
      name: auditEvents.name,
      details: auditEvents.details,
      flow: auditEvents.flow,
      browser: flows.browser,
      country: flows.country,
    })
    .from(auditEvents)
    .leftJoin(flows, eq(flows.id, auditEvents.flow))
    .where(eq(auditEvents.account, account))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(LAST)
  return events.flatMap(({ at, name, details, flow, browser, country }) => {
    const { method, drill, passkey } = JSON.parse(details) as { method?: string; drill?: boolean; passkey?: boolean }
    const what = passkey ? 'passkey-made' : said[name]
    // Of a practice run its end is told: what was proven in it let nobody in.
    if (!what || flow === butNot || (drill && what !== 'practised')) return []
    return [{ at, what, ...(method !== undefined && { method }), ...from({ browser, country }) }]
  })
}
