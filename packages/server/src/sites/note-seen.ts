/** Remembers when a page of a site first asked for its public settings, so that the console can say that the site is embedded. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { sites } from '../db/schema.ts'
import type { Clock } from '../world/clock.ts'
import type { Site, Sites } from './realm.ts'

interface Needs {
  db: Database
  clock: Clock
  sites: Sites
}

/** Stored once per site. A failed write must not lock anybody out. */
export async function noteSeen({ key, seen, origins }: Site, origin: string | undefined, needs: Needs): Promise<void> {
  if (seen || !origins.some((one) => one === origin)) return
  const isFirst = and(eq(sites.key, key), isNull(sites.seenAt))
  const written = needs.db.write((tx) => tx.update(sites).set({ seenAt: needs.clock.now() }).where(isFirst))
  await written.then(() => needs.sites.forget()).catch(() => undefined)
}
