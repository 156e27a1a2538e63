/** Announces an event to the sites of a realm, in the transaction that causes it. Never called for a decoy. */
import type { LockCause } from '@regain/core'
import { and, eq, isNull } from 'drizzle-orm'
import type { Seal } from '../crypto/seal.ts'
import type { Tx } from '../db/database.ts'
import { accounts, endpoints } from '../db/schema.ts'
import type { AboutAlert, AccountEventType, AlertEventType, SiteEventType } from '../outbox/event-body.ts'
import type { EventMessage } from '../outbox/message.ts'
import { putEvent } from '../outbox/put-message.ts'
import type { Chance } from '../world/chance.ts'
import { DAY_MS } from '../world/clock.ts'

export interface Announcement {
  type: AccountEventType
  realm: string
  accountId: string
  at: number
  cause?: LockCause
}

/** Longer than the whole retry schedule. */
const LIFETIME_MS = 7 * DAY_MS

interface Needs {
  chance: Chance
  seal: Seal
}

export async function announce(tx: Tx, { type, realm, accountId, at, cause }: Announcement, needs: Needs): Promise<void> {
  const wanting = await endpointsFor(tx, type, realm)
  if (wanting.length === 0) return
  // The current generation: sessions of another one are invalid. A site that keeps its own accounts knows it better.
  const [account] = await tx
    .select({ generation: accounts.generation })
    .from(accounts)
    .where(and(eq(accounts.realm, realm), eq(accounts.id, accountId)))
  await send(tx, wanting, { type, at, data: { accountId, ...account, ...(cause && { cause }) } }, needs)
}

/** Events without a realm concern the server: every endpoint that subscribed gets them. */
export async function announceAlert(
  tx: Tx,
  { type, realm, at, data }: { type: AlertEventType; realm?: string; at: number; data: AboutAlert },
  needs: Needs,
): Promise<void> {
  await send(tx, await endpointsFor(tx, type, realm), { type, at, data }, needs)
}

type Wanting = Pick<typeof endpoints.$inferSelect, 'id' | 'realm'>

async function endpointsFor(tx: Tx, type: SiteEventType, realm: string | undefined): Promise<Wanting[]> {
  const all = await tx
    .select({ id: endpoints.id, realm: endpoints.realm, events: endpoints.events })
    .from(endpoints)
    .where(and(realm === undefined ? undefined : eq(endpoints.realm, realm), isNull(endpoints.goneAt)))
  return all.filter(({ events }) => events.includes(type))
}

async function send(tx: Tx, to: readonly Wanting[], event: Pick<EventMessage, 'type' | 'at' | 'data'>, needs: Needs): Promise<void> {
  for (const { id: endpoint, realm } of to) {
    const message = { kind: 'event' as const, channel: 'webhook' as const, endpoint, ...event }
    await putEvent(tx, { message, realm, expiresAt: event.at + LIFETIME_MS }, event.at, needs)
  }
}
