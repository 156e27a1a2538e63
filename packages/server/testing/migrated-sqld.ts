/** Before a run on libSQL servers, migrates one; each test starts from a copy of its files, because migrating over HTTP takes longer than most tests. */
import { openPlace, sqldPlace } from './open-test-database.ts'

export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE !== 'sqld') return undefined
  const place = await sqldPlace()
  const db = await openPlace(place.settings)
  await db.close()
  await place.stop()
  process.env.MIGRATED_SQLD = place.data
  return place.remove
}
