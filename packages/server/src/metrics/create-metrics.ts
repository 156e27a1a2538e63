/** Counts what the server does, in the format of Prometheus. No label names a person, an address, a site's secret or a flow. */
import { and, asc, eq, gt, max, sql } from 'drizzle-orm'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../db/database.ts'
import { auditEvents, outbox } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Clock } from '../world/clock.ts'

/** Measures the process only if asked: a test that creates many of these does not. */
export interface MetricsSettings {
  process: boolean
}

export interface CountedRequest {
  method: string
  route: string
  status: number
  ms: number
  fault?: unknown
}

// In seconds. A request takes milliseconds, hashing a new password some tens of them; more than a second means that something waits.
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export function createMetrics({ db, clock }: { db: Database; clock: Clock }, settings: MetricsSettings) {
  const register = new Registry()
  const registers = [register]
  // Measuring how late the event loop is wakes the process a hundred times a second: only where somebody reads it.
  let measuresProcess = !settings.process

  const requests = new Histogram({
    name: 'regain_http_request_duration_seconds',
    help: 'Requests and how long they took, by the pattern of their route.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  })
  const refused = new Counter({
    name: 'regain_problems_total',
    help: 'Requests that ended with a problem.',
    labelNames: ['code'],
    registers,
  })
  const limited = new Counter({ name: 'regain_limited_total', help: 'Requests that a limit refused.', labelNames: ['limit'], registers })
  const messages = new Counter({
    name: 'regain_messages_total',
    help: 'Attempts to deliver a message, by what became of it.',
    labelNames: ['channel', 'result'],
    registers,
  })
  new Gauge({
    name: 'regain_write_queue_waiting',
    help: 'Writes that wait for a commit now.',
    registers,
    collect() {
      this.set(db.waiting())
    },
  })

  const waiting = new Gauge({
    name: 'regain_outbox_waiting',
    help: 'Messages that wait to leave.',
    labelNames: ['channel', 'kind'],
    registers,
  })
  const oldest = new Gauge({ name: 'regain_outbox_oldest_seconds', help: 'How long the oldest waiting message has waited.', registers })
  async function readOutbox(): Promise<void> {
    const isWaiting = eq(outbox.state, 'waiting')
    const groups = await db.read
      .select({ channel: outbox.channel, kind: outbox.kind, count: sql<number>`count(*)`, since: sql<number>`min(${outbox.createdAt})` })
      .from(outbox)
      .where(isWaiting)
      .groupBy(outbox.channel, outbox.kind)
    waiting.reset()
    for (const { channel, kind, count } of groups) waiting.set({ channel, kind }, count)
    const since = Math.min(...groups.map((group) => group.since))
    oldest.set(groups.length === 0 ? 0 : Math.max(0, clock.now() - since) / 1000)
  }

  // Counted from the audit log after the commit; several processes on one database see the same events.
  const events = new Counter({
    name: 'regain_events_total',
    help: 'Audit events on the database since this process started: flows by outcome, challenges, passwords. Of several processes take the maximum, not the sum.',
    labelNames: ['event', 'because'],
    registers,
  })
  let seen: number | undefined
  async function readEvents(): Promise<void> {
    const [{ last } = { last: null }] = await db.read.select({ last: max(auditEvents.id) }).from(auditEvents)
    const from = seen ?? last ?? 0
    const groups = await db.read
      .select({
        event: auditEvents.name,
        // Never text that a person wrote: `why` and `method` come from fixed lists.
        because: sql<string>`coalesce(json_extract(${auditEvents.details}, '$.why'), json_extract(${auditEvents.details}, '$.method'), '')`,
        count: sql<number>`count(*)`,
      })
      .from(auditEvents)
      .where(and(gt(auditEvents.id, from), sql`${auditEvents.id} <= ${last ?? 0}`))
      .groupBy(sql`1`, sql`2`)
      .orderBy(asc(sql`1`))
    for (const { event, because, count } of groups) events.inc({ event, because }, count)
    seen = last ?? 0
  }

  return {
    request({ method, route, status, ms, fault }: CountedRequest): void {
      requests.observe({ method, route, status: String(status) }, ms / 1000)
      if (!(fault instanceof ProblemError)) return
      refused.inc({ code: fault.code })
      if (fault.extras.limit) limited.inc({ limit: fault.extras.limit })
    },
    message({ channel, result }: { channel: string; result: string }): void {
      messages.inc({ channel, result })
    },
    /** Starts counting events from here. */
    start: readEvents,
    async text(): Promise<string> {
      if (!measuresProcess) collectDefaultMetrics({ register })
      measuresProcess = true
      await readOutbox()
      await readEvents()
      return await register.metrics()
    },
  }
}
