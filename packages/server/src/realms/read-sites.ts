/** Keeps all sites and realms in memory for a second: they are few, and each request needs one. */
import { BrandSchema, DecoyShapeSchema, PolicySchema, SiteScopesSchema, SupportSchema, siteScopes } from '@regain/core'
import * as v from 'valibot'
import type { Database } from '../db/database.ts'
import { realms, siteKeys, sites } from '../db/schema.ts'
import type { Clock } from '../security/clock.ts'
import type { Keys } from '../security/keys.ts'
import type { Seal } from '../security/seal.ts'
import type { Realm, Site, SiteCaller, Sites } from './realm.ts'

export const FRESH_MS = 1000
const OriginsSchema = v.pipe(v.array(v.string()), v.minLength(1))
const WebhookSchema = v.strictObject({ url: v.string(), secret: v.string() })

interface Known {
  at: number
  byKey: Map<string, Site>
  bySecretDigest: Map<string, SiteCaller>
  origins: Set<string>
}

export function readSites(db: Database, clock: Clock, keys: Keys, seal: Seal): Sites {
  let known: Promise<Known> | undefined
  let knownAt = 0

  async function load(at: number): Promise<Known> {
    const realmRows = await db.read.select().from(realms)
    // In doubt, closed: a policy that can't be read throws here, and nobody gets further.
    const realmById = new Map(realmRows.map((row): [string, Realm] => [row.id, readRealm(row, seal)]))
    const byKey = new Map<string, Site>()
    for (const row of await db.read.select().from(sites)) {
      const realm = realmById.get(row.realm)
      if (!realm) throw new Error(`site ${row.key} has no realm`)
      const origins = v.parse(OriginsSchema, JSON.parse(row.origins))
      const support = v.parse(SupportSchema, JSON.parse(row.support))
      const brand = v.parse(BrandSchema, JSON.parse(row.brand))
      byKey.set(row.key, { key: row.key, name: row.name, origins, support, brand, realm })
    }
    const bySecretDigest = new Map<string, SiteCaller>()
    for (const row of await db.read.select().from(siteKeys)) {
      const site = byKey.get(row.site)
      if (site) bySecretDigest.set(row.digest, { site, hint: row.hint || OLD_KEY, scopes: readScopes(row.scopes) ?? siteScopes })
    }
    return { at, byKey, bySecretDigest, origins: new Set([...byKey.values()].flatMap((site) => site.origins)) }
  }

  function fresh(): Promise<Known> {
    const now = clock.now()
    if (!known || Math.abs(now - knownAt) >= FRESH_MS) {
      const loading = load(now)
      known = loading
      knownAt = now
      loading.catch(() => {
        if (known === loading) known = undefined
      })
    }
    return known
  }

  return {
    byKey: async (key) => (await fresh()).byKey.get(key),
    bySecretKey: async (secretKey) => (await fresh()).bySecretDigest.get(secretKeyDigest(keys, secretKey)),
    all: async () => [...(await fresh()).byKey.values()],
    async only() {
      const [site, ...others] = (await fresh()).byKey.values()
      return others.length === 0 ? site : undefined
    },
    isRegistered: async (origin) => (await fresh()).origins.has(origin),
    forget() {
      known = undefined
    },
  }
}

/** So many of a secret key's characters may be shown again. */
export const HINT_LENGTH = 4
/** For the record: a key made before its last characters were kept. */
const OLD_KEY = 'old key'

/** Null: all that there are and will be; the key was made before there were scopes. */
export const readScopes = (scopes: string | null) => (scopes === null ? null : v.parse(SiteScopesSchema, JSON.parse(scopes)))

export const secretKeyDigest = (keys: Keys, secretKey: string): string => keys.digest('site-key', secretKey)

export function readRealm(row: typeof realms.$inferSelect, seal: Seal): Realm {
  const base = {
    id: row.id,
    name: row.name,
    policy: v.parse(PolicySchema, JSON.parse(row.policy)),
    decoyShape: v.parse(DecoyShapeSchema, JSON.parse(row.decoyShape)),
    numericHandles: row.numericHandles,
  }
  if (row.directory === null) return base
  const directory = seal.open(row.directory, `realm ${row.id} directory`)
  if (directory === undefined) throw new Error(`the directory settings of realm ${row.name} can not be read with this secret`)
  return { ...base, numericHandles: true, webhook: v.parse(WebhookSchema, JSON.parse(directory)) }
}
