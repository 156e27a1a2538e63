/** Caches all sites and realms in memory for a second: there are few, and every request needs one. */
import { BrandSchema, DecoyShapeSchema, PolicySchema, SiteScopesSchema, SupportSchema, siteScopes } from '@regain/core'
import * as v from 'valibot'
import type { Keys } from '../crypto/keys.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Database } from '../db/database.ts'
import { realms, siteKeys, sites } from '../db/schema.ts'
import { describeIssue } from '../problems/describe-issue.ts'
import type { Clock } from '../world/clock.ts'
import type { Realm, Site, SiteCaller, Sites } from './realm.ts'

export const FRESH_MS = 1000
const OriginsSchema = v.pipe(v.array(v.string()), v.minLength(1))
const WebhookSchema = v.strictObject({ url: v.string(), secret: v.string() })

interface Known {
  at: number
  byKey: Map<string, Site>
  bySecretDigest: Map<string, SiteCaller>
  origins: Set<string>
  /** Keys of sites that can't be served, and the digests of their secret keys. */
  shut: Set<string>
}

/** A realm, or one of its sites, that is shut because its settings can't be read. */
export interface RealmFault {
  realm: string
  site?: string
  because: string
}

/** `onFault` is called once for each fault, for the log. */
export function readSites(db: Database, clock: Clock, keys: Keys, seal: Seal, onFault?: (fault: RealmFault) => void): Sites {
  let known: Promise<Known> | undefined
  let knownAt = 0
  let told = new Set<string>()

  async function load(at: number): Promise<Known> {
    const realmRows = await db.read.select().from(realms)
    const faults: RealmFault[] = []
    // Fails closed: a policy that can't be read shuts its realm, and no other.
    function open<Value>(at: Omit<RealmFault, 'because'>, reader: () => Value): Value | undefined {
      try {
        return reader()
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error
        faults.push({ ...at, because: error.message })
        return undefined
      }
    }
    const realmById = new Map(realmRows.map((row) => [row.id, open({ realm: row.name }, () => readRealm(row, seal))]))
    const byKey = new Map<string, Site>()
    const shut = new Set<string>()
    const ofShut: string[] = []
    for (const row of await db.read.select().from(sites)) {
      const realm = realmById.get(row.realm)
      const site = realm && open({ realm: realm.name, site: row.name }, () => readSite(row, realm))
      if (site) byKey.set(row.key, site)
      else {
        shut.add(row.key)
        // Their pages must be able to say that the site is shut.
        ofShut.push(
          ...(open({ realm: realm?.name ?? row.realm, site: row.name }, () => read('its origins', OriginsSchema, row.origins)) ?? []),
        )
      }
    }
    tell(faults)
    const bySecretDigest = new Map<string, SiteCaller>()
    for (const row of await db.read.select().from(siteKeys)) {
      const site = byKey.get(row.site)
      // Fails closed: a key whose scopes can't be read is shut, and no other.
      const scopes = site && open({ realm: site.realm.name, site: site.name }, () => readScopes(row.scopes) ?? siteScopes)
      if (site && scopes) bySecretDigest.set(row.digest, { site, hint: row.hint || OLD_KEY, scopes })
      else shut.add(row.digest)
    }
    return { at, byKey, bySecretDigest, shut, origins: new Set([...[...byKey.values()].flatMap((site) => site.origins), ...ofShut]) }
  }

  function tell(faults: readonly RealmFault[]): void {
    const now = new Map(faults.map((fault) => [JSON.stringify(fault), fault]))
    for (const [key, fault] of now) if (!told.has(key)) onFault?.(fault)
    told = new Set(now.keys())
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
    async isShut(key) {
      const { shut } = await fresh()
      return shut.has(key) || shut.has(secretKeyDigest(keys, key))
    },
    isRegistered: async (origin) => (await fresh()).origins.has(origin),
    forget() {
      known = undefined
    },
  }
}

/** How many last characters of a secret key may be shown. */
export const HINT_LENGTH = 4
/** For the audit log: a key that was made before its last characters were stored. */
const OLD_KEY = 'old key'

/** Null: all scopes, also future ones; the key was made before there were scopes. */
export const readScopes = (scopes: string | null) => (scopes === null ? null : read('the scopes of a key', SiteScopesSchema, scopes))

export const secretKeyDigest = (keys: Keys, secretKey: string): string => keys.digest('site-key', secretKey)

function readSite(row: typeof sites.$inferSelect, realm: Realm): Site {
  const origins = read('its origins', OriginsSchema, row.origins)
  const support = read('its support', SupportSchema, row.support)
  const brand = read('its brand', BrandSchema, row.brand)
  return { key: row.key, name: row.name, origins, support, brand, realm, seen: row.seenAt !== null }
}

/** The stored settings of a realm or site can't be read. `message` says which, and never contains the value. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}

function read<Schema extends v.GenericSchema>(what: string, schema: Schema, text: string): v.InferOutput<Schema> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Unreadable(`${what} is not JSON`)
  }
  // valibot accepts a list as an object whose properties are all absent.
  if (Array.isArray(json) && schema.type !== 'array') throw new Unreadable(`${what}, at its root: expected an object`)
  const { success, output, issues } = v.safeParse(schema, json)
  if (success) return output
  const { path, message } = describeIssue(issues[0])
  throw new Unreadable(`${what}, at ${path || 'its root'}: ${message}`)
}

/** Throws `Unreadable`. */
export function readRealm(row: typeof realms.$inferSelect, seal: Seal): Realm {
  const base = {
    id: row.id,
    name: row.name,
    policy: read('its policy', PolicySchema, row.policy),
    decoyShape: read('the shape of its decoys', DecoyShapeSchema, row.decoyShape),
    numericHandles: row.numericHandles,
  }
  if (row.directory === null) return base
  const directory = seal.open(row.directory, `realm ${row.id} directory`)
  if (directory === undefined) throw new Unreadable('its directory settings cannot be opened with this secret')
  return { ...base, numericHandles: true, webhook: read('its directory settings', WebhookSchema, directory) }
}

/** Undefined: it can be read. */
export function whyUnreadable(row: typeof realms.$inferSelect, seal: Seal): string | undefined {
  try {
    readRealm(row, seal)
    return undefined
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
}
