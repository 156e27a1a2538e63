/** A realm with its policy, and one of its sites, as read from the database. */
import type { Brand, DecoyShape, Policy, SiteScope, Support } from '@regain/core'

export interface Realm {
  id: string
  name: string
  policy: Policy
  decoyShape: DecoyShape
  /** Digits may be a user name here, or a phone number. If the site keeps the accounts, both are possible. */
  numericHandles: boolean
  /** Set when the site keeps its own users: where, and the secret that signs the calls. */
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

/** A site that called by one of its secret keys. */
export interface SiteCaller {
  site: Site
  /** The key's last characters: the record says which one it was. */
  hint: string
  scopes: readonly SiteScope[]
}

export interface Sites {
  /** Undefined: no such key. At most a second old, so that a change by another process counts soon. */
  byKey(key: string): Promise<Site | undefined>
  bySecretKey(secretKey: string): Promise<SiteCaller | undefined>
  all(): Promise<readonly Site[]>
  /** The only site, when there is just one. */
  only(): Promise<Site | undefined>
  /** Whether a site's key, public or secret, is known but its or its realm's settings can't be read: nobody is served there. */
  isShut(key: string): Promise<boolean>
  /** Whether any site is registered for it: all that a preflight may learn. */
  isRegistered(origin: string): Promise<boolean>
  /** What this process changed counts here at once; elsewhere within a second. */
  forget(): void
}

/** Every realm that has a site. */
export const realmsOf = async (sites: Sites): Promise<Realm[]> => [
  ...new Map((await sites.all()).map(({ realm }) => [realm.id, realm])).values(),
]
