/** Logs that a page of another origin opened a site's widget. The call is refused, but the page may be a phishing page. */
import { isIP } from 'node:net'
import { record } from '../audit/record.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Database } from '../db/database.ts'
import { letsIn } from '../limits/room.ts'
import { isPublicAddress } from '../outbound/public-address.ts'
import type { Site } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'
import type { Clock } from '../world/clock.ts'

export async function noteForeignPage(
  origin: string,
  { site: { key, realm }, visitor }: { site: Site; visitor: Visitor },
  { db, clock, keys }: { db: Database; clock: Clock; keys: Keys },
): Promise<void> {
  if (!isOfThePublic(origin)) return
  const at = clock.now()
  await db.write(async (tx) => {
    // Anybody can send any origin, so these events are limited like attempts.
    if (!(await letsIn(tx, 'start', realm, visitor.address, { keys, clock }, 'foreign-page'))) return
    const { requestId } = visitor
    await record(tx, { at, name: 'page.refused', actor: 'person', realm: realm.id, site: key, requestId, details: { page: origin } })
  })
}

/** A page on a developer's own machine can't be a phishing page; neither can a value that is not an origin. */
function isOfThePublic(origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, hostname, origin: canonical } = new URL(origin)
  if (canonical !== origin || !/^https?:$/.test(protocol)) return false
  const host = hostname.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 ? host.includes('.') && !host.endsWith('.localhost') : isPublicAddress(host)
}
