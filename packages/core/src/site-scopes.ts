/** The scopes of a site's secret key. */
import * as v from 'valibot'

export const siteScopes = [
  /** Reading accounts, including whole addresses. */
  'accounts:read',
  /** Writing, locking and erasing accounts. */
  'accounts:write',
  /** Setting a password or its hash, in addition to `accounts:write`. */
  'passwords',
  /** Checking passwords and passkeys. */
  'sign-ins',
  /** Opening a person's security page, and letting a device answer for them. */
  'enrolments',
  /** Managing the webhook endpoints of events. */
  'webhooks',
] as const
export type SiteScope = (typeof siteScopes)[number]

export const SiteScopesSchema = v.pipe(
  v.array(v.picklist(siteScopes)),
  v.minLength(1),
  v.check((scopes) => new Set(scopes).size === scopes.length, 'names the same one twice'),
)
