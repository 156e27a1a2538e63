/** Asks for what the person keeps: nothing is sent, and everybody is asked alike. */
import type { FlowReply } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { challenges } from '../db/schema.ts'
import { cancelCodes } from '../outbox/put-message.ts'
import type { Named } from './facts.ts'
import { note } from './note.ts'
import type { OpenFlow } from './open-flow.ts'
import { replyOf } from './open-flow.ts'

export async function askForKept(tx: Tx, open: OpenFlow, { ref, method }: Named['offers'][number]): Promise<FlowReply> {
  const { stored, now } = open
  const { row } = stored
  const challenge = {
    flow: row.id,
    ref,
    method,
    destination: -1,
    told: false,
    digest: '',
    expiresAt: row.expiresAt,
    resendAt: row.expiresAt,
  }
  await tx.insert(challenges).values(challenge).onConflictDoUpdate({ target: challenges.flow, set: challenge })
  await cancelCodes(tx, [row.id], now)
  const offer = stored.named?.offers.findIndex((one) => one.ref === ref) ?? -1
  await note(tx, open, 'challenge.opened', { details: { method, offer, kept: true } })
  return replyOf({ ...open, stored: { ...stored, challenge } })
}
