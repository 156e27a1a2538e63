/** Reports which attempts have changed, as the audit log grows. It continues where the watcher was, so that a lost connection loses nothing. */
import { setTimeout as wait } from 'node:timers/promises'
import { asc, gt } from 'drizzle-orm'
import { auditEvents } from '../db/schema.ts'
import type { AttemptNeeds } from './list-attempts.ts'
import { readAttempts } from './list-attempts.ts'
import { newestEvent } from './newest-event.ts'
import type { Attempt } from './show-attempt.ts'

/** Fast enough to look live, slow enough that ten open consoles cost next to nothing. */
const EVERY_MS = 1000
const AT_ONCE = 500
/** Further behind than this, a new list is cheaper than catching up. */
const FURTHEST_BEHIND = 5000

export interface Moved {
  /** The last event that this tells of: where to go on from. */
  event: number
  /** The current state; absent: too much has happened, read the list again. */
  attempts?: Attempt[]
}

/** Yields also when nothing moved, once a look, so that the reader can see to other things. Ends when `signal` says so. */
export async function* watchAttempts(
  from: number,
  needs: Pick<AttemptNeeds, 'db' | 'clock' | 'seal' | 'sites'>,
  signal: AbortSignal,
): AsyncGenerator<Moved | undefined> {
  let event = from
  while (!signal.aborted) {
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
    if (events.length < AT_ONCE) await wait(EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}
