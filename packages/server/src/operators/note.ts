/** Logs what an operator did. */
import type { AuditEventName } from '@regain/core'
import type { AuditEvent } from '../audit/record.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'

export interface By {
  /** Absent: the server's command line. */
  operator?: string
  requestId?: string
}

export const note = (
  tx: Tx,
  name: AuditEventName,
  { operator, requestId }: By,
  now: number,
  details: NonNullable<AuditEvent['details']> = {},
  about: Pick<AuditEvent, 'realm' | 'site'> = {},
): Promise<void> =>
  record(tx, { at: now, name, actor: 'operator', ...about, requestId, details: { operator: operator ?? 'command-line', ...details } })
