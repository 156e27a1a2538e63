/** Logs an operator's act, and stores the reason beside the audit log. */
import type { AuditEventName } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { actReasons } from '../db/schema.ts'
import type { Chance } from '../world/chance.ts'
import { randomId } from '../world/chance.ts'
import type { AuditEvent } from './record.ts'
import { record } from './record.ts'

export interface Act {
  name: AuditEventName
  at: number
  operator: string
  requestId?: string | undefined
  realm?: string
  flow?: string
  /** As in `flows.account`. */
  account?: string
  /** Absent: this act needs no reason. */
  reason?: string
  details?: AuditEvent['details']
}

/** The event contains only the reason's id: the text is deleted when the person it is about is erased. */
export async function recordAct(tx: Tx, { operator, reason, details, ...event }: Act, chance: Chance): Promise<void> {
  const id = reason === undefined ? undefined : randomId(chance)
  if (id !== undefined && reason !== undefined) {
    const { at, name, realm = null, account = null, flow = null } = event
    await tx.insert(actReasons).values({ id, at, operator, event: name, realm, account, flow, reason })
  }
  await record(tx, { ...event, actor: 'operator', details: { ...details, operator, ...(id && { reason: id }) } })
}
