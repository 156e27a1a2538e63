/** Whether the process lives, whether it can work, and how it goes. */
import type { Hono } from 'hono'
import { meta } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { ProblemError } from '../security/problem.ts'
import type { Env } from './env.ts'

export function healthRoutes(app: Hono<Env>, deps: Deps): void {
  app.get('/healthz', (c) => c.json({ ok: true }))
  // Really writes: a full or read-only disk answers reads for hours (R-1103).
  app.get('/readyz', async (c) => {
    const value = String(deps.clock.now())
    await deps.db
      .write((tx) => tx.insert(meta).values({ name: 'probe', value }).onConflictDoUpdate({ target: meta.name, set: { value } }))
      .catch((cause: unknown) => {
        throw new ProblemError('unavailable', { detail: cause instanceof Error ? cause.name : 'Error' })
      })
    return c.json({ ok: true })
  })
}
