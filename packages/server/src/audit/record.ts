/** Puts a fact on record, in the transaction that makes it one: what can't be recorded does not happen. */
import type { AuditEventName } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { auditEvents } from '../db/schema.ts'

export interface AuditEvent {
  at: number
  name: AuditEventName
  actor: 'person' | 'site' | 'operator' | 'server'
  realm?: string | undefined
  site?: string | undefined
  flow?: string | undefined
  /** A keyed digest, or the directory's own id where no browser can have caused it. */
  account?: string | undefined
  requestId?: string | undefined
  /** Never a code, token, password or whole address. */
  details?: Readonly<Record<string, string | number | boolean>>
}

export async function record(tx: Tx, { details = {}, ...event }: AuditEvent): Promise<void> {
  await tx.insert(auditEvents).values({ ...event, details: JSON.stringify(details) })
}
