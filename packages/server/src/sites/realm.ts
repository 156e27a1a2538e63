/** A realm with its policy, and one of its sites, as read from the database. */
import type { Brand, DecoyShape, Policy, SiteScope, Support } from '@regain/core'

export interface Realm {
  id: string
  name: string
  policy: Policy
  decoyShape: DecoyShape
  /** Digits can be a user name or a phone number here. If the site keeps the accounts, both are possible. */
  numericHandles: boolean
  /** Set if the site keeps its own accounts: the address, and the secret that signs the calls. */
  webhook?: { url: string; secret: string }
}

export interface Site {
  key: string
  name: string
  /** Exact origins; the first is the site's own. */
  origins: readonly string[]
  support: Support
  brand: Brand
  realm: Realm
  /** A page on one of its origins has shown the widget. */
  seen: boolean
}

/** A site that authenticated with one of its secret keys. */
export interface SiteCaller {
  site: Site
  /** The key's last characters, for the audit log. */
  hint: string
  scopes: readonly SiteScope[]
}

export interface Sites {
  /** Undefined: unknown key. At most a second old, so that a change by another process counts soon. */
  byKey(key: string): Promise<Site | undefined>
  bySecretKey(secretKey: string): Promise<SiteCaller | undefined>
  all(): Promise<readonly Site[]>
  /** The only site, if there is exactly one. */
  only(): Promise<Site | undefined>
  /** Whether a key, public or secret, is known but its site or realm can't be served because its settings can't be read. */
  isShut(key: string): Promise<boolean>
  /** Whether any site has registered this origin: all that a preflight may learn. */
  isRegistered(origin: string): Promise<boolean>
  /** Makes a change by this process count immediately; other processes see it within a second. */
  forget(): void
}

/** Every realm that has a site. */
export const realmsOf = async (sites: Sites): Promise<Realm[]> => [
  ...new Map((await sites.all()).map(({ realm }) => [realm.id, realm])).values(),
]
