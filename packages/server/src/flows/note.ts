/** Logs what a person did in a flow. */
import type { AuditEventName } from '@regain/core'
import type { AuditEvent } from '../audit/record.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'
import type { OpenFlow } from './open-flow.ts'

export async function note(
  tx: Tx,
  { stored: { row, named }, site, now, request }: OpenFlow,
  name: AuditEventName,
  { details, receipt }: Pick<AuditEvent, 'details' | 'receipt'> = {},
): Promise<void> {
  await record(tx, {
    at: now,
    name,
    actor: 'person',
    realm: site.realm.id,
    site: site.key,
    flow: row.id,
    account: row.account ?? undefined,
    requestId: request.visitor.requestId,
    ...((details || named?.drill) && { details: { ...details, ...(named?.drill && { drill: true }) } }),
    receipt,
  })
}
