/** What a database knows about itself: the secret that it is sealed with, and its epoch, which a restore renews (R-1107). */
import { inArray } from 'drizzle-orm'
import type { Keys } from '../crypto/keys.ts'
import { sameDigest } from '../crypto/keys.ts'
import type { Chance } from '../world/chance.ts'
import { randomId } from '../world/chance.ts'
import type { Database } from './database.ts'
import { DatabaseRefused } from './refusal.ts'
import { meta } from './schema.ts'

/** Identifies the secret without revealing it. */
export const secretMark = (keys: Keys): string => keys.digest('database', 'secret')

/** Marks a new database. Throws `DatabaseRefused` if this one was created with another secret, because nothing sealed in it could be read. */
export async function readEpoch(db: Database, keys: Keys, chance: Chance): Promise<string> {
  const fresh = { secret: secretMark(keys), epoch: randomId(chance) }
  const known = await db.write(async (tx) => {
    await tx
      .insert(meta)
      .values(Object.entries(fresh).map(([name, value]) => ({ name, value })))
      .onConflictDoNothing()
    return await tx
      .select()
      .from(meta)
      .where(inArray(meta.name, Object.keys(fresh)))
  })
  const { secret = '', epoch = '' } = Object.fromEntries(known.map(({ name, value }) => [name, value]))
  if (!sameDigest(secret, fresh.secret))
    throw new DatabaseRefused('REGAIN_SECRET is not the one that this database was made with: set that one, or name another database.')
  return epoch
}
