/** Finds recovery contacts who help at many accounts: a family has a few, a ring of thieves has many. */
import { maskDestination } from '@regain/core'
import { and, countDistinct, eq, gt, isNotNull, sql } from 'drizzle-orm'
import type { Seal } from '../crypto/seal.ts'
import type { Reader } from '../db/database.ts'
import { contactAsks, recoveryContacts } from '../db/schema.ts'
import { openPerson } from '../methods/contacts/person.ts'
import { DAY_MS } from '../world/clock.ts'
import type { Finding } from './find-spikes.ts'
import type { AlertSettings } from './rules.ts'

/** Within a day. A single one is just a friend. */
const HEARD_AT = 2
/** Our own choice: parents with grown children reach five; Google lets one person serve 25 accounts. */
const MOST_ACCOUNTS = 5

export async function findCollusion(read: Reader, rules: AlertSettings['rules'], now: number, seal: Seal): Promise<Finding[]> {
  if (!rules['contact-of-many'].on) return []
  const { realm, address } = contactAsks
  const often = await read
    .select({ realm, address })
    .from(contactAsks)
    .where(and(isNotNull(contactAsks.heardAt), gt(contactAsks.heardAt, now - DAY_MS)))
    .groupBy(realm, address)
    .having(sql`count(DISTINCT ${contactAsks.account}) >= ${HEARD_AT}`)
  const found: Finding[] = []
  for (const one of often) {
    const isSame = and(
      eq(recoveryContacts.realm, one.realm),
      eq(recoveryContacts.address, one.address),
      isNotNull(recoveryContacts.acceptedAt),
    )
    const [counted] = await read
      .select({ count: countDistinct(recoveryContacts.account) })
      .from(recoveryContacts)
      .where(isSame)
    const [row] = await read.select().from(recoveryContacts).where(isSame).limit(1)
    const count = counted?.count ?? 0
    if (!row || count <= MOST_ACCOUNTS) continue
    const subject = maskDestination('email', openPerson(row, seal).email)
    found.push({ rule: 'contact-of-many', realm: one.realm, subject, count, threshold: MOST_ACCOUNTS, usual: 0 })
  }
  return found
}
