/** What owners do with a site: list, show, make and change it, and turn over its secret keys, of which two are good while one takes the other's place. */
import type { Brand, Support } from '@regain/core'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Database, Tx } from '../db/database.ts'
import { realms, siteKeys, sites } from '../db/schema.ts'
import type { By } from '../operators/note.ts'
import { note } from '../operators/note.ts'
import type { Chance } from '../security/chance.ts'
import { longSecret } from '../security/chance.ts'
import type { Clock } from '../security/clock.ts'
import type { Keys } from '../security/keys.ts'
import { ProblemError } from '../security/problem.ts'
import type { Seal } from '../security/seal.ts'
import { createSite } from './create.ts'
import { isThere } from './is-there.ts'
import { HINT_LENGTH, secretKeyDigest } from './read-sites.ts'
import type { Sites } from './realm.ts'

export interface SiteNeeds {
  db: Database
  clock: Clock
  chance: Chance
  keys: Keys
  seal: Seal
  sites: Sites
}

/** What an owner says of a site. */
export interface SiteFace {
  name: string
  origins: readonly string[]
  support: Support
  brand: Brand
}

const MOST_KEYS = 2

const faceOf = (row: typeof sites.$inferSelect): SiteFace => ({
  name: row.name,
  origins: JSON.parse(row.origins) as string[],
  support: JSON.parse(row.support) as Support,
  brand: JSON.parse(row.brand) as Brand,
})

export async function listSites({ db }: Pick<SiteNeeds, 'db'>) {
  const rows = await db.read
    .select({ site: sites, realmName: realms.name })
    .from(sites)
    .innerJoin(realms, eq(realms.id, sites.realm))
    .orderBy(asc(realms.name), asc(sites.name), asc(sites.key))
  return {
    sites: rows.map(({ site, realmName }) => {
      const { name, origins } = faceOf(site)
      return { key: site.key, name, origins, realm: site.realm, realmName, createdAt: site.createdAt }
    }),
  }
}

export async function showSite(key: string, { db }: Pick<SiteNeeds, 'db'>) {
  const [row] = await db.read
    .select({ site: sites, realmName: realms.name })
    .from(sites)
    .innerJoin(realms, eq(realms.id, sites.realm))
    .where(eq(sites.key, key))
  if (!row) throw new ProblemError('not-found')
  const secretKeys = await db.read
    .select({ id: siteKeys.digest, hint: siteKeys.hint, createdAt: siteKeys.createdAt })
    .from(siteKeys)
    .where(eq(siteKeys.site, key))
    .orderBy(asc(siteKeys.createdAt))
  const { realm, version, createdAt } = row.site
  return {
    key,
    realm,
    realmName: row.realmName,
    version,
    createdAt,
    ...faceOf(row.site),
    secretKeys,
    mayAddKey: secretKeys.length < MOST_KEYS,
  }
}

export async function addSite({ realm, by, ...face }: SiteFace & { realm: string; by: By }, needs: SiteNeeds) {
  const made = await needs.db.write(async (tx) => {
    if (!(await isThere(tx, realm))) throw new ProblemError('not-found')
    return await createSite(tx, { realm, ...face }, { ...needs, now: needs.clock.now(), by })
  })
  needs.sites.forget()
  return made
}

export interface ChangeSite {
  site: string
  /** The one that was seen: of two who change it at the same time the second is told. */
  version: number
  face: SiteFace
  by: By
}

export async function changeSite({ site, version, face, by }: ChangeSite, { db, clock, sites: known }: SiteNeeds) {
  await db.write(async (tx) => {
    const row = await siteOf(tx, site)
    const written = {
      name: face.name,
      origins: JSON.stringify(face.origins),
      support: JSON.stringify(face.support),
      brand: JSON.stringify(face.brand),
    }
    const changed = await tx
      .update(sites)
      .set({ ...written, version: sql`${sites.version} + 1` })
      .where(and(eq(sites.key, site), eq(sites.version, version)))
    if (changed.rowsAffected === 0) throw new ProblemError('changed-meanwhile')
    const places = (Object.keys(written) as (keyof typeof written)[]).filter((place) => written[place] !== row[place])
    const details = { changed: places.join(' '), ...(places.includes('origins') && { origins: face.origins.join(' ') }) }
    await note(tx, 'site.changed', by, clock.now(), details, { realm: row.realm, site })
  })
  known.forget()
}

/** Leaves once, in the return value. */
export async function addSecretKey({ site, by }: { site: string; by: By }, { db, clock, chance, keys, sites: known }: SiteNeeds) {
  const secretKey = `sk_${longSecret(chance)}`
  const hint = secretKey.slice(-HINT_LENGTH)
  const now = clock.now()
  await db.write(async (tx) => {
    const { realm } = await siteOf(tx, site)
    if ((await tx.$count(siteKeys, eq(siteKeys.site, site))) >= MOST_KEYS)
      throw new ProblemError('value-refused', { detail: `A site has at most ${MOST_KEYS} secret keys: end one first.` })
    await tx.insert(siteKeys).values({ digest: secretKeyDigest(keys, secretKey), hint, site, createdAt: now })
    await note(tx, 'site.key-added', by, now, { hint }, { realm, site })
  })
  known.forget()
  return { secretKey }
}

/** One always remains: without it the site's own back end is locked out. */
export async function endSecretKey({ site, key, by }: { site: string; key: string; by: By }, { db, clock, sites: known }: SiteNeeds) {
  await db.write(async (tx) => {
    const { realm } = await siteOf(tx, site)
    const gone = await tx
      .delete(siteKeys)
      .where(and(eq(siteKeys.site, site), eq(siteKeys.digest, key)))
      .returning({ hint: siteKeys.hint })
    if (!gone[0]) throw new ProblemError('not-found')
    if ((await tx.$count(siteKeys, eq(siteKeys.site, site))) === 0)
      throw new ProblemError('value-refused', { detail: 'One secret key must remain: add another one first.' })
    await note(tx, 'site.key-ended', by, clock.now(), { hint: gone[0].hint }, { realm, site })
  })
  known.forget()
}

async function siteOf(tx: Tx, key: string) {
  const [row] = await tx.select().from(sites).where(eq(sites.key, key))
  if (!row) throw new ProblemError('not-found')
  return row
}
