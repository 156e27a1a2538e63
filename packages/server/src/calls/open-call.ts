/** Gives a person on the phone a code to read out. Anybody can get one, and it concerns no account. */

import type { Keys } from '../crypto/keys.ts'
import type { Database } from '../db/database.ts'
import { calls } from '../db/schema.ts'
import { mustLetIn } from '../limits/room.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Site } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'
import type { Chance } from '../world/chance.ts'
import { longSecret, randomId } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import { CODE_DIGITS, CODE_MS, codeDigest, tokenDigest } from './call.ts'

export interface CallNeeds {
  db: Database
  clock: Clock
  chance: Chance
  keys: Keys
}

/** Draws again if another call has the same code: a chance of one in millions. */
const DRAWINGS = 3

export const openedFrom = (keys: Keys, { address }: Visitor['address']): string => keys.digest('call', 'from', address)

/** Throws `too-many-requests`. Only the page gets the token. */
export async function openCall(site: Site, { address }: Pick<Visitor, 'address'>, { db, clock, chance, keys }: CallNeeds) {
  const now = clock.now()
  await db.write((tx) => mustLetIn(tx, 'call', site.realm, address, { keys, clock }))
  const token = longSecret(chance)
  for (let drawing = 0; drawing < DRAWINGS; drawing += 1) {
    const code = chance.code(CODE_DIGITS)
    const row = {
      id: randomId(chance),
      realm: site.realm.id,
      site: site.key,
      code: codeDigest(keys, code),
      token: tokenDigest(keys, token),
      openedFrom: openedFrom(keys, address),
      openedAt: now,
      expiresAt: now + CODE_MS,
    }
    const put = await db.write(async (tx) => await tx.insert(calls).values(row).onConflictDoNothing({ target: calls.code }))
    if (put.rowsAffected === 1) return { token, code }
  }
  throw new ProblemError('unavailable', { retryAfterSeconds: 5 })
}
