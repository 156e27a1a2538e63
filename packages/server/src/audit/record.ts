/** Writes an event to the audit log, in the transaction that it describes: nothing happens without an entry. */
import type { AuditEventName } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { receiptDigest } from './receipt.ts'

export interface AuditEvent {
  at: number
  name: AuditEventName
  actor: 'person' | 'site' | 'operator' | 'server'
  /** Last characters of a site's secret key. */
  key?: string | undefined
  realm?: string | undefined
  site?: string | undefined
  flow?: string | undefined
  /** A keyed digest, or the directory's own id where no browser can have caused it. */
  account?: string | undefined
  requestId?: string | undefined
  /** The receipt that the person holds; only its digest is stored. */
  receipt?: string | undefined
  /** Never a code, token, password or whole address, and never free text about a person: the audit log is kept longer than their account. */
  details?: Readonly<Record<string, string | number | boolean>>
}

/** The row is written when the transaction commits, chained to the one before (`chain.ts`). */
export async function record(tx: Tx, { details = {}, key, receipt, ...event }: AuditEvent): Promise<void> {
  tx.record({
    ...event,
    details: JSON.stringify({ ...details, ...(key !== undefined && { key }) }),
    ...(receipt !== undefined && { receipt: receiptDigest(receipt) }),
  })
}
