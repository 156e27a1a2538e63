/** The scopes of a site's secret key. */
import * as v from 'valibot'

export const siteScopes = [
  /** Reading accounts, whole addresses included. */
  'accounts:read',
  /** Writing, locking and erasing accounts. */
  'accounts:write',
  /** Setting a password, or the hash of one; beside `accounts:write`. */
  'passwords',
  /** Checking passwords and passkeys. */
  'sign-ins',
  /** Opening the security page of a person, and letting a device answer for them. */
  'enrolments',
  /** Saying where events go. */
  'webhooks',
] as const
export type SiteScope = (typeof siteScopes)[number]

export const SiteScopesSchema = v.pipe(
  v.array(v.picklist(siteScopes)),
  v.minLength(1),
  v.check((scopes) => new Set(scopes).size === scopes.length, 'names the same one twice'),
)
