/** The webhook endpoints of a site: added, listed, removed; and their deliveries, which can be sent again under the same id. */
import type { AuditEventName } from '@regain/core'
import { instant } from '@regain/core'
import { and, count, desc, eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { record } from '../audit/record.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Database, Tx } from '../db/database.ts'
import { endpoints, outbox } from '../db/schema.ts'
import { newWebhookSecret } from '../outbound/sign.ts'
import { putBack } from '../outbox/dead-letters.ts'
import { siteEvents } from '../outbox/event-body.ts'
import { putEvent } from '../outbox/put-message.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Site } from '../sites/realm.ts'
import type { Chance } from '../world/chance.ts'
import { randomId } from '../world/chance.ts'
import { DAY_MS } from '../world/clock.ts'

const EventsSchema = v.pipe(v.array(v.picklist(siteEvents)), v.minLength(1), v.maxLength(siteEvents.length))
export const EndpointBodySchema = v.strictObject({ url: v.pipe(v.string(), v.maxLength(2048)), events: EventsSchema })

export const EndpointSchema = v.strictObject({
  id: v.string(),
  url: v.string(),
  events: v.array(v.string()),
  createdAt: v.string(),
  /** When it answered 410; nothing has been sent to it since. */
  goneAt: v.optional(v.string()),
})

export const DeliverySchema = v.strictObject({
  /** The `webhook-id`. */
  id: v.string(),
  state: v.picklist(['waiting', 'delivered', 'refused', 'expired', 'cancelled']),
  tries: v.number(),
  createdAt: v.string(),
  /** While it waits: the time of the next try. */
  nextAt: v.optional(v.string()),
  /** In our own words, never text from the endpoint. */
  because: v.optional(v.string()),
})

/** Each event is signed and sent once per endpoint. */
const MOST_ENDPOINTS = 10
const MOST_SHOWN = 100
/** Time to give the site's back end its new secret. */
const OLD_SECRET_MS = DAY_MS
/** If a test has not arrived by then, the result is clear. */
const TEST_LIFETIME_MS = 600_000

export const secretContext = (endpoint: string): string => `endpoint ${endpoint} secret`

interface Who {
  now: number
  requestId: string
  /** Absent: the site itself. */
  operator?: string
  /** Last characters of the secret key that was used. */
  key?: string
}

interface Needs extends Who {
  chance: Chance
  seal: Seal
}

const note = (tx: Tx, name: AuditEventName, site: Site, endpoint: string, { now, requestId, operator, key }: Who) =>
  record(tx, {
    name,
    at: now,
    actor: operator ? 'operator' : 'site',
    key,
    realm: site.realm.id,
    site: site.key,
    requestId,
    details: { endpoint, ...(operator && { operator }) },
  })

/** The secret is only in the return value. */
export async function createEndpoint(
  tx: Tx,
  site: Site,
  { url, events }: v.InferOutput<typeof EndpointBodySchema>,
  needs: Needs,
): Promise<v.InferOutput<typeof EndpointSchema> & { secret: string }> {
  const [had] = await tx.select({ number: count() }).from(endpoints).where(eq(endpoints.site, site.key))
  if ((had?.number ?? 0) >= MOST_ENDPOINTS)
    throw new ProblemError('value-refused', { detail: `A site has at most ${MOST_ENDPOINTS} endpoints.` })
  const id = randomId(needs.chance)
  const secret = newWebhookSecret(needs.chance)
  const kept = { id, realm: site.realm.id, site: site.key, url, events: [...new Set(events)], createdAt: needs.now }
  await tx.insert(endpoints).values({ ...kept, secret: needs.seal.seal(secret, secretContext(id)) })
  await note(tx, 'endpoint.created', site, id, needs)
  return { ...view({ ...kept, goneAt: null }), secret }
}

const view = ({ id, url, events, createdAt, goneAt }: Omit<typeof endpoints.$inferSelect, 'secret' | 'oldSecret' | 'oldSecretUntil'>) => ({
  id,
  url,
  events,
  createdAt: instant(createdAt),
  ...(goneAt !== null && { goneAt: instant(goneAt) }),
})

export const listEndpoints = async (db: Database, site: Site) =>
  (await db.read.select().from(endpoints).where(eq(endpoints.site, site.key)).orderBy(endpoints.createdAt)).map(view)

const isOf = (site: Site, id: string) => and(eq(endpoints.site, site.key), eq(endpoints.id, id))

export async function removeEndpoint(tx: Tx, site: Site, id: string, needs: Who): Promise<void> {
  const removed = await tx.delete(endpoints).where(isOf(site, id))
  if (removed.rowsAffected === 0) throw new ProblemError('not-found')
  await tx
    .update(outbox)
    .set({ state: 'cancelled', settledAt: needs.now, message: '' })
    .where(and(eq(outbox.endpoint, id), eq(outbox.state, 'waiting')))
  await note(tx, 'endpoint.removed', site, id, needs)
}

/** The new secret is only in the return value. For a day, events are signed with the old one as well. */
export async function renewSecret(tx: Tx, site: Site, id: string, needs: Needs): Promise<{ secret: string; oldUntil: string }> {
  const secret = newWebhookSecret(needs.chance)
  const oldSecretUntil = needs.now + OLD_SECRET_MS
  const renewed = await tx
    .update(endpoints)
    .set({ oldSecret: sql`${endpoints.secret}`, oldSecretUntil, secret: needs.seal.seal(secret, secretContext(id)) })
    .where(isOf(site, id))
  if (renewed.rowsAffected === 0) throw new ProblemError('not-found')
  await note(tx, 'endpoint.secret-renewed', site, id, needs)
  return { secret, oldUntil: instant(oldSecretUntil) }
}

/** Sends an event of the type `test` like any other: the list of deliveries shows its outcome. */
export async function testEndpoint(tx: Tx, site: Site, id: string, needs: Needs): Promise<void> {
  const { now } = needs
  const [endpoint] = await tx.select({ id: endpoints.id }).from(endpoints).where(isOf(site, id))
  if (!endpoint) throw new ProblemError('not-found')
  const message = { kind: 'event' as const, channel: 'webhook' as const, endpoint: id, type: 'test' as const, at: now, data: {} }
  await putEvent(tx, { message, realm: site.realm.id, expiresAt: now + TEST_LIFETIME_MS }, now, needs)
  await note(tx, 'endpoint.tested', site, id, needs)
}

/** Recent deliveries, the newest first. */
export async function listDeliveries(db: Database, site: Site, id: string) {
  const [endpoint] = await db.read.select({ id: endpoints.id }).from(endpoints).where(isOf(site, id))
  if (!endpoint) throw new ProblemError('not-found')
  const rows = await db.read.select().from(outbox).where(eq(outbox.endpoint, id)).orderBy(desc(outbox.createdAt)).limit(MOST_SHOWN)
  return rows.map(({ id, state, tries, createdAt, nextAt, because }) => ({
    id,
    state,
    tries,
    createdAt: instant(createdAt),
    ...(state === 'waiting' && { nextAt: instant(nextAt) }),
    ...(because !== null && { because }),
  }))
}

/** Sends a dead letter again under its own id, with a new retry schedule. */
export async function replay(
  tx: Tx,
  site: Site,
  { endpoint, delivery }: { endpoint: string; delivery: string },
  now: number,
): Promise<void> {
  const [mine] = await tx.select({ id: endpoints.id }).from(endpoints).where(isOf(site, endpoint))
  if (!mine) throw new ProblemError('not-found')
  const again = await putBack(tx, and(eq(outbox.id, delivery), eq(outbox.endpoint, endpoint)), now)
  if (again === 0) throw new ProblemError('not-found')
}
