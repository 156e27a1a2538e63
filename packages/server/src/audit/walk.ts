/** Walks through the audit log from one event on, checks each link, and stops at the first event that is not as it was written. */
import { asc, getTableColumns, gt } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { auditEvents } from '../db/schema.ts'
import type { Chain, ChainedEvent } from './chain.ts'
import { whole } from './chain.ts'

/** Reading this many blocks the event loop for about 10 ms. */
const PAGE = 2000

const columns = { ...getTableColumns(auditEvents), id: whole(auditEvents.id), at: whole(auditEvents.at) }

export interface Place {
  event: number
  link: string
}

/** Yields runs of valid events, a page each. Returns the number of the first that was changed, removed or added, or undefined at the end. */
export async function* walk(reader: Reader, chain: Chain, from: Place, most = PAGE): AsyncGenerator<ChainedEvent[], number | undefined> {
  let at = from
  for (;;) {
    // Read before the page: events that are appended in between are in the page, so the head can only be ahead if events were cut off.
    const head = await chain.head(reader)
    const page = await reader.select(columns).from(auditEvents).where(gt(auditEvents.id, at.event)).orderBy(asc(auditEvents.id)).limit(most)
    if (page.length === 0) return head.genuine && head.event === at.event && head.link === at.link ? undefined : at.event + 1
    const sound = page.findIndex((event) => {
      const follows = event.id === at.event + 1 && event.link === chain.link(at.link, event)
      if (follows) at = { event: event.id, link: event.link }
      return !follows
    })
    if (sound !== 0) yield sound < 0 ? page : page.slice(0, sound)
    if (sound >= 0) return at.event + 1
  }
}
