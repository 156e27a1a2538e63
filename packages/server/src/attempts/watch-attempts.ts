/** Reports which attempts have changed as the audit log grows. It continues at the watcher's last event, so that a lost connection loses nothing. */
import { setTimeout as wait } from 'node:timers/promises'
import { asc, gt } from 'drizzle-orm'
import { auditEvents } from '../db/schema.ts'
import type { AttemptNeeds } from './list-attempts.ts'
import { readAttempts } from './list-attempts.ts'
import { newestEvent } from './newest-event.ts'
import type { Attempt } from './show-attempt.ts'

/** Fast enough to look live, slow enough that ten open consoles cost almost nothing. */
const EVERY_MS = 1000
const AT_ONCE = 500
/** If a watcher is further behind, a new list is cheaper than catching up. */
const FURTHEST_BEHIND = 5000

export interface Moved {
  /** The last event that it covers: continue from there. */
  event: number
  /** Their current state; absent: too much has changed, read the list again. */
  attempts?: Attempt[]
}

/** Yields in every round, even without a change, so that the reader can do other work. Ends when `signal` aborts. */
export async function* watchAttempts(
  from: number,
  needs: Pick<AttemptNeeds, 'db' | 'clock' | 'seal' | 'sites'>,
  signal: AbortSignal,
): AsyncGenerator<Moved | undefined> {
  const hasChanged = needs.db.changes()
  let event = from
  let isBehind = true
  while (!signal.aborted) {
    isBehind ||= await hasChanged()
    if (!isBehind) {
      yield undefined
      await wait(EVERY_MS, undefined, { signal }).catch(() => undefined)
      continue
    }
    if ((await newestEvent(needs)) - event > FURTHEST_BEHIND) {
      event = await newestEvent(needs)
      yield { event }
    }
    const events = await needs.db.read
      .select({ id: auditEvents.id, flow: auditEvents.flow })
      .from(auditEvents)
      .where(gt(auditEvents.id, event))
      .orderBy(asc(auditEvents.id))
      .limit(AT_ONCE)
    event = events.at(-1)?.id ?? event
    const moved = [...new Set(events.flatMap(({ flow }) => flow ?? []))]
    yield moved.length > 0 ? { event, attempts: await readAttempts(moved, needs) } : undefined
    isBehind = events.length === AT_ONCE
    if (!isBehind) await wait(EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}
