/** Puts a message into the outbox, in the transaction that causes it. A decoy's row has the same shape and goes to nobody. */
import { maskDestination } from '@regain/core'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, inArray, sql } from 'drizzle-orm'
import type { Seal } from '../crypto/seal.ts'
import type { Tx } from '../db/database.ts'
import { given, prepareOnce } from '../db/prepare-once.ts'
import { outbox } from '../db/schema.ts'
import type { RoomNeeds } from '../limits/room.ts'
import type { Realm } from '../sites/realm.ts'
import type { Chance } from '../world/chance.ts'
import { randomId } from '../world/chance.ts'
import type { Addressee, Leave } from './budget.ts'
import { askLeave, askLeaveForStaff } from './budget.ts'
import { leavesAs } from './channel.ts'
import type { EventMessage, Message, OperatorMessage } from './message.ts'

interface Common {
  flow?: string
  /** Digest of the account that a notice is about. */
  account?: string
  /** When the message is no longer useful, in ms. */
  expiresAt: number
  /** When it may leave, in ms: it can be cancelled until then. */
  notBefore?: number
}

export interface PutMessage extends Common, Pick<Addressee, 'inPlace' | 'about' | 'alone'> {
  message: Exclude<Message, OperatorMessage>
  realm: Pick<Realm, 'id' | 'policy'>
  /** Sealed and stored like any other, but never sent. */
  toNobody?: boolean
  /** Set if the budgets were spent earlier, because the content depends on the result. */
  leave?: Leave
}

export interface PutNeeds extends RoomNeeds {
  chance: Chance
  seal: Seal
}

// One width for all, so that the length of a row does not reveal a decoy.
const SEALED_WIDTH = 2048

export const messageContext = (id: string): string => `outbox ${id}`

/**
 * A code's text is deleted once it is settled. Security: the row keeps its width until the flow ends, because a decoy's message settles immediately.
 * Later updates then cost the same, even while a mail server hangs and other messages still wait.
 */
export const blank = sql`printf('%*s', length(${outbox.message}), '')`

const insert = prepareOnce((tx: Tx) =>
  tx
    .insert(outbox)
    .values({
      ...given(outbox, ['id', 'channel', 'kind', 'realm', 'flow', 'account', 'masked', 'endpoint', 'message', 'createdAt', 'expiresAt']),
      nextAt: sql.placeholder('createdAt'),
    })
    .prepare(),
)

/** True: it will be sent. Over a budget the row is written as well, but never sent. */
export async function putMessage(tx: Tx, put: PutMessage, now: number, needs: PutNeeds): Promise<boolean> {
  const { message, realm, toNobody, leave, inPlace, about, alone, account, ...rest } = put
  const { kind, channel, to } = message
  const addressee = {
    kind,
    realm,
    channel,
    to: toNobody ? undefined : to,
    ...(inPlace && { inPlace }),
    ...(about && { about }),
    ...(alone && { alone }),
  }
  const { goes } = leave ?? (await askLeave(tx, addressee, needs))
  const isSent = goes && !toNobody
  await write(tx, { message, realm: realm.id, isSent, ...(isSent && account !== undefined && { account }), ...rest }, now, needs)
  return isSent
}

/** For staff, who belong to no realm. */
export async function putOperatorMail(tx: Tx, message: OperatorMessage, expiresAt: number, now: number, needs: PutNeeds): Promise<void> {
  const { goes } = await askLeaveForStaff(tx, message.to, message.subject, needs)
  await write(tx, { message, realm: undefined, isSent: goes, expiresAt }, now, needs)
}

/** For a site's own back end: no person gets it, so no budget limits it. */
export const putEvent = (
  tx: Tx,
  { message, realm, expiresAt }: { message: EventMessage; realm: string; expiresAt: number },
  now: number,
  needs: Pick<PutNeeds, 'chance' | 'seal'>,
): Promise<void> => write(tx, { message, realm, isSent: true, expiresAt }, now, needs)

interface Written extends Common {
  message: Message | EventMessage
  realm: string | undefined
  isSent: boolean
}

async function write(
  tx: Tx,
  { message, realm, isSent, flow, account, expiresAt, notBefore }: Written,
  now: number,
  { chance, seal }: Pick<PutNeeds, 'chance' | 'seal'>,
): Promise<void> {
  const id = randomId(chance)
  tx.wakeOutbox()
  await insert(tx).run({
    id,
    channel: isSent ? leavesAs(message) : 'nobody',
    kind: message.kind,
    realm: realm ?? null,
    flow: flow ?? null,
    account: account ?? null,
    masked: account === undefined || message.kind === 'event' ? null : maskDestination(message.channel, message.to),
    endpoint: message.kind === 'event' ? message.endpoint : null,
    message: seal.seal(JSON.stringify(message).padEnd(SEALED_WIDTH), messageContext(id)),
    createdAt: notBefore ?? now,
    expiresAt,
  })
}

/** Cancels codes and approval links that wait for a flow that has ended, or in which a code was used. */
export const cancelCodes = (tx: Tx, of: string[] | SQLWrapper, now: number): Promise<void> =>
  cancelMessages(tx, of, ['code', 'approval'], now)

/**
 * Cancels waiting messages. `of`: ids of flows, or a query for them.
 * Security: messages that have left are rewritten unchanged. A decoy's leaves immediately while a hanging mail server delays others, and both must cost the same.
 */
export async function cancelMessages(tx: Tx, of: string[] | SQLWrapper, kinds: (typeof outbox.$inferSelect)['kind'][], now: number) {
  const ifWaiting = (then: string | number | SQL, column: SQLWrapper) => sql`iif(${outbox.state} = 'waiting', ${then}, ${column})`
  await tx
    .update(outbox)
    .set({
      state: ifWaiting('cancelled', outbox.state),
      settledAt: ifWaiting(now, outbox.settledAt),
      message: ifWaiting(blank, outbox.message),
    })
    .where(and(inArray(outbox.flow, of), inArray(outbox.kind, kinds)))
}
