/** Puts a message into the outbox, in the transaction that causes it. A decoy's row has the same shape and goes to nobody. */
import { maskDestination } from '@regain/core'
import type { SQL, SQLWrapper } from 'drizzle-orm'
import { and, inArray, sql } from 'drizzle-orm'
import type { Seal } from '../crypto/seal.ts'
import type { Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
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
  /** When it is of no use any more, in ms. */
  expiresAt: number
  /** Until then it lies still, in ms: it can be cancelled all that time. */
  notBefore?: number
}

export interface PutMessage extends Common, Pick<Addressee, 'inPlace' | 'about' | 'alone'> {
  message: Exclude<Message, OperatorMessage>
  realm: Pick<Realm, 'id' | 'policy'>
  /** Sealed and written like any other, and never sent. */
  toNobody?: boolean
  /** Where its budgets were spent before it was written, because what is written depends on it. */
  leave?: Leave
}

export interface PutNeeds extends RoomNeeds {
  chance: Chance
  seal: Seal
}

// One width for all, so that the rows of decoys can't be told by their length either.
const SEALED_WIDTH = 2048

export const messageContext = (id: string): string => `outbox ${id}`

/**
 * A code's words are gone once it is settled. Security: their place stays as wide as it was until its flow is over, because a decoy's settle at once: what
 * writes the row again then pays for the same width, also while a mail server hangs and others still wait.
 */
export const blank = sql`printf('%*s', length(${outbox.message}), '')`

const insert = prepareOnce((tx: Tx) =>
  tx
    .insert(outbox)
    .values({
      id: sql.placeholder('id'),
      channel: sql.placeholder('channel'),
      kind: sql.placeholder('kind'),
      realm: sql.placeholder('realm'),
      flow: sql.placeholder('flow'),
      account: sql.placeholder('account'),
      masked: sql.placeholder('masked'),
      endpoint: sql.placeholder('endpoint'),
      message: sql.placeholder('message'),
      createdAt: sql.placeholder('createdAt'),
      expiresAt: sql.placeholder('expiresAt'),
      nextAt: sql.placeholder('createdAt'),
    })
    .prepare(),
)

/** True: it is sent. Over a budget it is written anyway, to nobody. */
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

/** Staff belongs to no realm. */
export async function putOperatorMail(tx: Tx, message: OperatorMessage, expiresAt: number, now: number, needs: PutNeeds): Promise<void> {
  const { goes } = await askLeaveForStaff(tx, message.to, message.subject, needs)
  await write(tx, { message, realm: undefined, isSent: goes, expiresAt }, now, needs)
}

/** What a site's own back end is told: it goes to no person, so no budget holds it up. */
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

/** Codes, and links in their place, that wait for a flow in which one was used, or that is over, are not sent any more. */
export const cancelCodes = (tx: Tx, of: string[] | SQLWrapper, now: number): Promise<void> =>
  cancelMessages(tx, of, ['code', 'approval'], now)

/**
 * What waits is not sent any more. `of`: ids of flows, or a query for them.
 * Security: messages that have left are written again unchanged, because a decoy's leave at once, and a hanging mail server delays the others.
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
