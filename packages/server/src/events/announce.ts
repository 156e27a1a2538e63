/** Tells the sites of a realm what happened to an account, from the transaction in which it did. Never called for a decoy. */
import type { LockCause } from '@regain/core'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { accounts, endpoints } from '../db/schema.ts'
import type { SiteEventType } from '../outbox/message.ts'
import { putMessage } from '../outbox/put-message.ts'
import type { Chance } from '../security/chance.ts'
import type { Seal } from '../security/seal.ts'

export interface Announcement {
  type: SiteEventType
  realm: string
  accountId: string
  at: number
  cause?: LockCause
}

/** Longer than the whole schedule of retries. */
const LIFETIME_MS = 7 * 86_400_000

export async function announce(
  tx: Tx,
  { type, realm, accountId, at, cause }: Announcement,
  { chance, seal }: { chance: Chance; seal: Seal },
): Promise<void> {
  const all = await tx
    .select({ id: endpoints.id, events: endpoints.events })
    .from(endpoints)
    .where(and(eq(endpoints.realm, realm), isNull(endpoints.goneAt)))
  const wanting = all.filter(({ events }) => (JSON.parse(events) as string[]).includes(type))
  if (wanting.length === 0) return
  // The generation as it is now: sessions that remember another one are over. A site that keeps its own users knows it better.
  const [account] = await tx
    .select({ generation: accounts.generation })
    .from(accounts)
    .where(and(eq(accounts.realm, realm), eq(accounts.id, accountId)))
  const data = { accountId, ...account, ...(cause && { cause }) }
  for (const { id: endpoint } of wanting) {
    const message = { kind: 'event' as const, channel: 'webhook' as const, endpoint, type, at, data }
    await putMessage(tx, { message, expiresAt: at + LIFETIME_MS }, at, chance, seal)
  }
}
