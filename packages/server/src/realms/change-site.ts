/** What owners do with a site: list, show, create and change it. */
import type { Brand, SiteScope, Support } from '@regain/core'
import { siteScopes } from '@regain/core'
import { asc, eq, sql } from 'drizzle-orm'
import { realms, sites } from '../db/schema.ts'
import type { By } from '../operators/note.ts'
import { note } from '../operators/note.ts'
import type { OperatorDeps, SignedIn } from '../operators/operator.ts'
import type { Second } from '../operators/second-person.ts'
import { needSecondPerson } from '../operators/second-person.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import { readOrigin } from '../sites/origin.ts'
import type { Sites } from '../sites/realm.ts'
import { realmExists } from '../sites/realm-exists.ts'
import { createSite } from './create.ts'
import { notifyOfAccess } from './notify-of-access.ts'
import { listKeys, MOST_KEYS, siteOf } from './site-keys.ts'

export type SiteNeeds = OperatorDeps & { sites: Sites }

/** What an owner can set of a site. */
export interface SiteFace {
  name: string
  origins: readonly string[]
  support: Support
  brand: Brand
}

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
  const secretKeys = await listKeys(db.read, key)
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

export interface AddSite extends SiteFace {
  realm: string
  scopes?: readonly SiteScope[] | undefined
  signedIn: SignedIn
  second?: Second | undefined
  by: By
}

/** A new site comes with a secret key, which can read and write the realm's accounts. */
export async function addSite({ realm, scopes, signedIn, second, by, ...face }: AddSite, needs: SiteNeeds) {
  const made = await needs.db.write(async (tx) => {
    if (!(await realmExists(tx, realm))) throw new ProblemError('not-found')
    refuseInsecure(face.origins)
    const subject = { realm, name: face.name, origins: face.origins.join(' '), scopes: (scopes ?? siteScopes).join(' ') }
    await needSecondPerson(tx, { action: 'site-key', subject, signedIn, second, by }, needs)
    const site = await createSite(tx, { realm, ...face, ...(scopes && { scopes }) }, { ...needs, now: needs.clock.now(), by })
    const named = { key: site.siteKey, name: face.name }
    const more = `Its origins: ${subject.origins}. Its secret key may be used for: ${subject.scopes.replaceAll(' ', ', ')}`
    await notifyOfAccess(tx, { site: named, doer: signedIn.operator, did: 'created a site with a secret key', more }, needs)
    return site
  })
  needs.sites.forget()
  return made
}

/** On the server's command line one person is enough. */
function refuseInsecure(origins: readonly string[]): void {
  const insecure = origins.find((one) => {
    const read = readOrigin(one)
    return typeof read !== 'string' && read.insecure
  })
  if (insecure !== undefined)
    throw valueRefused(
      'origins',
      `${insecure} is without TLS. Only the person who runs the server can add it: regain site create … --insecure-origin`,
    )
}

export interface ChangeSite {
  site: string
  /** The version that the owner saw: of two owners who change it at the same time, the second gets a conflict. */
  version: number
  face: SiteFace
  signedIn: SignedIn
  second?: Second | undefined
  by: By
}

export async function changeSite({ site, version, face, signedIn, second, by }: ChangeSite, needs: SiteNeeds): Promise<void> {
  await needs.db.write(async (tx) => {
    const row = await siteOf(tx, site)
    if (row.version !== version) throw new ProblemError('changed-meanwhile')
    const origins = face.origins.join(' ')
    const before = faceOf(row).origins
    const added = face.origins.filter((origin) => !before.includes(origin))
    const removed = before.filter((origin) => !face.origins.includes(origin))
    refuseInsecure(added)
    if (added.length > 0)
      await needSecondPerson(tx, { action: 'site-origins', subject: { site, name: row.name, origins }, signedIn, second, by }, needs)
    const written = {
      name: face.name,
      origins: JSON.stringify(face.origins),
      support: JSON.stringify(face.support),
      brand: JSON.stringify(face.brand),
    }
    await tx
      .update(sites)
      .set({ ...written, version: sql`${sites.version} + 1` })
      .where(eq(sites.key, site))
    const places = (Object.keys(written) as (keyof typeof written)[]).filter((place) => written[place] !== row[place])
    const details = { changed: places.join(' '), ...(places.includes('origins') && { origins }) }
    await note(tx, 'site.changed', by, needs.clock.now(), details, { realm: row.realm, site })
    const changes = [added.length > 0 && `added ${added.join(', ')}`, removed.length > 0 && `removed ${removed.join(', ')}`].filter(Boolean)
    if (changes.length > 0)
      await notifyOfAccess(
        tx,
        { site: row, doer: signedIn.operator, did: 'changed the origins of a site', more: `They ${changes.join(' and ')}.` },
        needs,
      )
  })
  needs.sites.forget()
}
