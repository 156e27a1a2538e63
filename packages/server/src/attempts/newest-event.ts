/** The number of the newest event in the audit log, where a new watcher starts. */
import { desc } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { auditEvents } from '../db/schema.ts'

export async function newestEvent({ db }: { db: Database }): Promise<number> {
  const [last] = await db.read.select({ id: auditEvents.id }).from(auditEvents).orderBy(desc(auditEvents.id)).limit(1)
  return last?.id ?? 0
}
