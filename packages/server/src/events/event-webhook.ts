/** Delivers events to the endpoints of sites, signed after Standard Webhooks. A 410 ends the endpoint (R-1004). */
import { instant } from '@regain/core'
import { eq } from 'drizzle-orm'
import type { Seal } from '../crypto/seal.ts'
import type { Database } from '../db/database.ts'
import { endpoints } from '../db/schema.ts'
import type { Outbound } from '../outbound/outbound.ts'
import { signatureHeaders } from '../outbound/sign.ts'
import type { Channel } from '../outbox/channel.ts'
import type { Delivery, EventMessage } from '../outbox/message.ts'
import type { Clock } from '../world/clock.ts'
import { secretContext } from './endpoints.ts'

export interface EventWebhookNeeds {
  db: Database
  seal: Seal
  outbound: Outbound
  clock: Clock
}

/** Standard Webhooks: 15 to 30 seconds. */
const TIMEOUT_MS = 15_000

export function createEventWebhook({ db, seal, outbound, clock }: EventWebhookNeeds): Channel<EventMessage> {
  return {
    name: 'webhook',
    async deliver({ endpoint: id, type, at, data }, messageId, stop): Promise<Delivery> {
      const [endpoint] = await db.read.select().from(endpoints).where(eq(endpoints.id, id))
      if (!endpoint || endpoint.goneAt !== null) return { result: 'refused', because: 'the endpoint is gone' }
      const secret = seal.open(endpoint.secret, secretContext(id))
      if (secret === undefined) return { result: 'refused', because: 'the endpoint cannot be read with this secret' }
      const body = JSON.stringify({ type, timestamp: instant(at), data })
      const now = clock.now()
      const isTurning = endpoint.oldSecret !== null && now < (endpoint.oldSecretUntil ?? 0)
      const old = isTurning ? seal.open(endpoint.oldSecret ?? '', secretContext(id)) : undefined
      const headers = signatureHeaders([secret, ...(old ? [old] : [])], { id: messageId, at: now, body })
      const reply = await outbound.post({ url: endpoint.url, body, headers, timeoutMs: TIMEOUT_MS, stop })
      if (reply.result !== 'answered') return { result: 'delayed', because: reply.because }
      if (reply.status >= 200 && reply.status < 300) return { result: 'delivered' }
      if (reply.status !== 410) return { result: 'delayed', because: `status ${reply.status}` }
      await db.write((tx) => tx.update(endpoints).set({ goneAt: clock.now() }).where(eq(endpoints.id, id)))
      return { result: 'refused', because: 'status 410: the endpoint is closed' }
    },
    probe: async () => undefined,
    close: () => undefined,
  }
}
