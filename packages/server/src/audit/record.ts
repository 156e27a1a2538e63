/** Writes an event to the audit log, in the transaction that makes it true: nothing can happen without its entry. */
import type { AuditEventName } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { receiptDigest } from './receipt.ts'

export interface AuditEvent {
  at: number
  name: AuditEventName
  actor: 'person' | 'site' | 'operator' | 'server'
  /** Of a site's secret key: its last characters. */
  key?: string | undefined
  realm?: string | undefined
  site?: string | undefined
  flow?: string | undefined
  /** A keyed digest, or the directory's own id where no browser can have caused it. */
  account?: string | undefined
  requestId?: string | undefined
  /** What the person holds as proof of it; only its digest is kept. */
  receipt?: string | undefined
  /** Never a code, token, password or whole address, nor what somebody wrote about a person: the record outlives them. */
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
