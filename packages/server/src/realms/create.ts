/** Creates realms and sites. The secret key is only in the return value. */
import type { Brand, PolicyInput, SiteScope, Support } from '@regain/core'
import { BrandSchema, defaultDecoyShape, PolicySchema, SupportSchema, siteScopes } from '@regain/core'
import * as v from 'valibot'
import type { Keys } from '../crypto/keys.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Tx } from '../db/database.ts'
import { policyVersions, realms, siteKeys, sites } from '../db/schema.ts'
import type { By } from '../operators/note.ts'
import { note } from '../operators/note.ts'
import { readWebhookSecret } from '../outbound/sign.ts'
import { HINT_LENGTH, secretKeyDigest } from '../sites/read-sites.ts'
import type { Chance } from '../world/chance.ts'
import { longSecret, randomId } from '../world/chance.ts'

interface Needs {
  chance: Chance
  keys: Keys
  seal: Seal
  now: number
  /** Absent: the server's command line. */
  by?: By
}

export interface NewRealm {
  name: string
  policy?: PolicyInput
  /** Set if the site keeps its own accounts; absent: built-in. */
  webhook?: { url: string; secret: string }
}

export async function createRealm(tx: Tx, realm: NewRealm, { chance, seal, now, by = {} }: Needs): Promise<{ realm: string }> {
  const id = `r_${randomId(chance)}`
  const policy = realm.policy ?? {}
  v.parse(PolicySchema, policy)
  if (realm.webhook && !readWebhookSecret(realm.webhook.secret)) throw new Error('the webhook secret has an unknown form')
  await tx.insert(realms).values({
    id,
    name: realm.name,
    policy: JSON.stringify(policy),
    ...(realm.webhook && { directory: seal.sealJson(realm.webhook, `realm ${id} directory`) }),
    decoyShape: JSON.stringify(defaultDecoyShape),
    createdAt: now,
  })
  await tx.insert(policyVersions).values({ realm: id, version: 1, policy: JSON.stringify(policy), at: now, operator: by.operator ?? null })
  await note(tx, 'realm.created', by, now, { name: realm.name }, { realm: id })
  return { realm: id }
}

export interface NewSite {
  realm: string
  name: string
  origins: readonly string[]
  support?: Support
  brand?: Brand
  /** The scopes of its secret key; absent: all. */
  scopes?: readonly SiteScope[]
}

export async function createSite(
  tx: Tx,
  site: NewSite,
  { chance, keys, now, by = {} }: Needs,
): Promise<{ site: string; siteKey: string; secretKey: string }> {
  const siteKey = `pk_${randomId(chance)}`
  const secretKey = `sk_${longSecret(chance)}`
  const support = JSON.stringify(v.parse(SupportSchema, site.support ?? {}))
  const brand = JSON.stringify(v.parse(BrandSchema, site.brand ?? {}))
  await tx
    .insert(sites)
    .values({ key: siteKey, realm: site.realm, name: site.name, origins: JSON.stringify(site.origins), support, brand, createdAt: now })
  const scopes = site.scopes ?? siteScopes
  const key = { digest: secretKeyDigest(keys, secretKey), hint: secretKey.slice(-HINT_LENGTH), scopes: JSON.stringify(scopes) }
  await tx.insert(siteKeys).values({ ...key, site: siteKey, createdAt: now })
  await note(
    tx,
    'site.created',
    by,
    now,
    { name: site.name, key: key.hint, scopes: scopes.join(' ') },
    { realm: site.realm, site: siteKey },
  )
  return { site: site.name, siteKey, secretKey }
}
