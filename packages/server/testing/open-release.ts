/** A database as an earlier release left it, loaded from `releases/make.mjs`, with everything that a test needs to continue with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { createClient } from '@libsql/client'
import type { StartedReply } from '@regain/core'
import { upgradeNames } from '../src/upgrade/upgrade-names.ts'
import type { Place } from './open-test-database.ts'
import { testPlace } from './open-test-database.ts'
import { openWorld, SHOP } from './open-world.ts'

const folder = new URL('../releases/', import.meta.url)
const fileOf = (release: string, name: string) => new URL(`${release}/${name}`, folder)

/** All releases that are kept, the oldest first. */
export const releases = readdirSync(folder)
  .filter((name) => existsSync(fileOf(name, 'facts.json')))
  .sort()

export interface ReleaseFacts {
  now: number
  realm: string
  site: { site: string; siteKey: string; secretKey: string }
  operators: Record<'olga' | 'rita', [string, string][]>
  people: { jane: string; password: string; bob: string; device: string; kept: { saved: string[]; secret: string } }
  /** Pairs of user names that later releases consider equal: of the accounts `older0`, `newer0`, `older1` … */
  meeting: [string, string][]
  undo: string
  enrolment: string
  flows: Record<'choosing' | 'challenged' | 'proven' | 'nobody', StartedReply>
  codes: Record<'challenged' | 'proven', string>
  /** Tables with a row that was generated from their columns. */
  made: string[]
}

/** On a file or, with TEST_DATABASE=sqld, on a libSQL server. */
export async function loadRelease(release: string): Promise<{ place: Place; facts: ReleaseFacts }> {
  const place = await testPlace({ empty: true })
  const statements = JSON.parse(gunzipSync(readFileSync(fileOf(release, 'database.json.gz'))).toString()) as string[]
  const client = createClient(place.settings)
  await client.batch(['PRAGMA defer_foreign_keys=ON', ...statements], 'write')
  client.close()
  return { place, facts: JSON.parse(readFileSync(fileOf(release, 'facts.json'), 'utf8')) as ReleaseFacts }
}

/** The shop of that release continues with this program, which first does what it does at each start. */
export async function openRelease(release: string, loaded?: Awaited<ReturnType<typeof loadRelease>>) {
  const { place, facts } = loaded ?? (await loadRelease(release))
  const shop = { realm: facts.realm, origin: SHOP, site: facts.site }
  const world = await openWorld({}, { now: facts.now, existing: { place, shop } })
  await upgradeNames(world.deps)
  return { facts, world }
}
