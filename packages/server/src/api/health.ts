/** Routes for machines around the server: whether the process is alive, whether it can work, and its metrics. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { DatabaseUnavailable } from '../db/database.ts'
import { storedJson } from '../db/stored-value.ts'
import type { Api } from '../http/api.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Deps } from '../wiring/deps.ts'

/** A write may wait longer for a lock than a load balancer waits for an answer. Our own choice. */
const READY_WITHIN_MS = 2000

const FineSchema = v.strictObject({ ok: v.literal(true) })

export interface Metrics {
  /** In the text format of Prometheus. */
  text(): Promise<string>
}

export function healthRoutes({ route }: Api, deps: Deps, metrics: Metrics, isInside: (c: Context) => boolean): void {
  route(
    'get',
    '/healthz',
    { part: 'health', summary: 'Liveness', replies: { 200: { description: 'The process is running.', json: FineSchema } } },
    async ({ reply }) => reply(200, { ok: true }),
  )
  route(
    'get',
    '/readyz',
    {
      part: 'health',
      summary: 'Readiness',
      details:
        'Writes to the database, because a full or read-only disk can still answer reads for hours. Fails after two seconds, with the reason in `detail`.',
      replies: { 200: { description: 'The server can read and write.', json: FineSchema } },
    },
    async ({ reply }) => {
      await probe(deps).catch((error: unknown) => {
        const detail = error instanceof DatabaseUnavailable ? error.message : 'the database cannot be written'
        throw new ProblemError('unavailable', { retryAfterSeconds: 5, detail })
      })
      return reply(200, { ok: true })
    },
  )
  route(
    'get',
    '/metrics',
    {
      part: 'health',
      summary: 'Metrics',
      details: 'Only for callers on loopback or in `REGAIN_TRUSTED_PROXIES` that use the server’s address, not its public name.',
      replies: { 200: { description: 'The text format of Prometheus.', type: 'text/plain' } },
      problems: ['not-found'],
    },
    async ({ c }) => {
      if (!isInside(c)) throw new ProblemError('not-found')
      return c.body(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
    },
  )
}

const lastProbe = storedJson<number>('probe')

async function probe({ db, clock }: Deps): Promise<void> {
  const write = db.write((tx) => lastProbe.write(tx, clock.now()))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnavailable('no write was committed within two seconds')), READY_WITHIN_MS)
  })
  await Promise.race([write, late]).finally(() => clearTimeout(timer))
}
