/** The endpoints of a site: made, listed, removed; and what was sent to each, which can be sent again under the same id. */
import { and, count, desc, eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { record } from '../audit/record.ts'
import type { Database, Tx } from '../db/database.ts'
import { endpoints, outbox } from '../db/schema.ts'
import { newWebhookSecret } from '../outbound/sign.ts'
import { siteEvents } from '../outbox/message.ts'
import type { Site } from '../realms/realm.ts'
import type { Chance } from '../security/chance.ts'
import { randomId } from '../security/chance.ts'
import { ProblemError } from '../security/problem.ts'
import type { Seal } from '../security/seal.ts'

const EventsSchema = v.pipe(v.array(v.picklist(siteEvents)), v.minLength(1), v.maxLength(siteEvents.length))
export const EndpointBodySchema = v.strictObject({ url: v.pipe(v.string(), v.maxLength(2048)), events: EventsSchema })

export const EndpointSchema = v.strictObject({
  id: v.string(),
  url: v.string(),
  events: v.array(v.string()),
  createdAt: v.string(),
  /** When it answered 410; nothing is sent to it since. */
  goneAt: v.optional(v.string()),
})

export const DeliverySchema = v.strictObject({
  /** The `webhook-id`. */
  id: v.string(),
  state: v.picklist(['waiting', 'delivered', 'refused', 'expired', 'cancelled']),
  tries: v.number(),
  createdAt: v.string(),
  /** While it waits. */
  nextAt: v.optional(v.string()),
  /** In our own words; nothing that the endpoint wrote. */
  because: v.optional(v.string()),
})

/** Each event is signed and sent once for every one of them. */
const MOST_ENDPOINTS = 10
const MOST_SHOWN = 100

const instant = (ms: number): string => new Date(ms).toISOString()
export const secretContext = (endpoint: string): string => `endpoint ${endpoint} secret`

interface Needs {
  chance: Chance
  seal: Seal
  now: number
  requestId: string
}

const fact = (site: Site, { now, requestId }: Pick<Needs, 'now' | 'requestId'>) =>
  ({ at: now, actor: 'site', realm: site.realm.id, site: site.key, requestId }) as const

/** The secret leaves once, in the return value. */
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
  const kept = { id, realm: site.realm.id, site: site.key, url, events: JSON.stringify([...new Set(events)]), createdAt: needs.now }
  await tx.insert(endpoints).values({ ...kept, secret: needs.seal.seal(secret, secretContext(id)) })
  await record(tx, { ...fact(site, needs), name: 'endpoint.created', details: { endpoint: id } })
  return { ...view({ ...kept, goneAt: null }), secret }
}

const view = ({ id, url, events, createdAt, goneAt }: Omit<typeof endpoints.$inferSelect, 'secret'>) => ({
  id,
  url,
  events: JSON.parse(events) as string[],
  createdAt: instant(createdAt),
  ...(goneAt !== null && { goneAt: instant(goneAt) }),
})

export const listEndpoints = async (db: Database, site: Site) =>
  (await db.read.select().from(endpoints).where(eq(endpoints.site, site.key)).orderBy(endpoints.createdAt)).map(view)

const isOf = (site: Site, id: string) => and(eq(endpoints.site, site.key), eq(endpoints.id, id))

export async function removeEndpoint(tx: Tx, site: Site, id: string, needs: Pick<Needs, 'now' | 'requestId'>): Promise<void> {
  const removed = await tx.delete(endpoints).where(isOf(site, id))
  if (removed.rowsAffected === 0) throw new ProblemError('not-found')
  await tx
    .update(outbox)
    .set({ state: 'cancelled', settledAt: needs.now, message: '' })
    .where(and(eq(outbox.endpoint, id), eq(outbox.state, 'waiting')))
  await record(tx, { ...fact(site, needs), name: 'endpoint.removed', details: { endpoint: id } })
}

/** The last ones, the newest first. */
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

/** A dead letter goes out again under its own id, with a schedule of its own. */
export async function replay(
  tx: Tx,
  site: Site,
  { endpoint, delivery }: { endpoint: string; delivery: string },
  now: number,
): Promise<void> {
  const [mine] = await tx.select({ id: endpoints.id }).from(endpoints).where(isOf(site, endpoint))
  if (!mine) throw new ProblemError('not-found')
  const again = await tx
    .update(outbox)
    .set({ state: 'waiting', tries: 0, nextAt: now, settledAt: null, because: null, expiresAt: now + REPLAY_LIFETIME_MS })
    .where(and(eq(outbox.id, delivery), eq(outbox.endpoint, endpoint), inArray(outbox.state, ['refused', 'expired'])))
  if (again.rowsAffected === 0) throw new ProblemError('not-found')
}

const REPLAY_LIFETIME_MS = 7 * 86_400_000
