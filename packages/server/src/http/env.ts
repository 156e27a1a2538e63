/** The context that every route can rely on, and the check of a request's origin. */
import type { SiteScope } from '@regain/core'
import type { Context } from 'hono'
import { ProblemError } from '../problems/problem.ts'
import { needBuiltIn } from '../sites/need-built-in.ts'
import type { Site, SiteCaller, Sites } from '../sites/realm.ts'

export interface Env {
  Variables: {
    requestId: string
    /** The scope that the route requires of a site's key. */
    scope?: SiteScope
  }
}

/** Browsers always send an origin across origins; it must be exactly the site's, or our own hosted page's. */
export function checkOrigin(c: Context, site: Site, own: string): void {
  if (foreignOrigin(c, site, own) !== undefined) throw new ProblemError('origin-refused')
}

/** Undefined: it is the site's or our own, or none was sent. */
export function foreignOrigin(c: Context, site: Site, own: string): string | undefined {
  const origin = c.req.header('origin')
  return origin === own || site.origins.some((one) => one === origin) ? undefined : origin
}

export async function siteByKey(sites: Sites, key: string): Promise<Site> {
  const site = await sites.byKey(key)
  if (!site) throw await whyNone(sites, key, 'not-found')
  return site
}

const shut = () => new ProblemError('unavailable', { retryAfterSeconds: 60, detail: 'The settings of this site can’t be read.' })
const whyNone = async (sites: Sites, key: string, otherwise: 'not-found' | 'unauthorized') =>
  (await sites.isShut(key)) ? shut() : new ProblemError(otherwise)

/** Finds the site of a flow or security page, for pages of that site and for our own. */
export const siteOfPage =
  (c: Context, { sites, origin: own }: { sites: Sites; origin: string }) =>
  async (key: string): Promise<Site | undefined> => {
    const site = await sites.byKey(key)
    if (site) checkOrigin(c, site, own)
    else if (await sites.isShut(key)) throw shut()
    return site
  }

/** The site whose secret key the request carries, if the key has the route's scope. */
export async function siteOfBearer(c: Context<Env>, sites: Sites): Promise<SiteCaller> {
  const key = /^Bearer (sk_[A-Za-z0-9_-]{1,128})$/.exec(c.req.header('authorization') ?? '')?.[1]
  const caller = key === undefined ? undefined : await sites.bySecretKey(key)
  if (!caller) throw await whyNone(sites, key ?? '', 'unauthorized')
  needScope(caller, c.get('scope'))
  return caller
}

/** `undefined`: a route without a scope is closed. */
export function needScope({ scopes }: SiteCaller, scope: SiteScope | undefined): void {
  if (scope !== undefined && scopes.includes(scope)) return
  throw new ProblemError('scope-needed', {
    detail: `The call needs a key with the scope "${scope}". An owner makes one in the console under Sites, or with: regain site key add SITE --scope ${scope}`,
  })
}

export async function siteWithBuiltInAccounts(c: Context<Env>, sites: Sites): Promise<SiteCaller> {
  const caller = await siteOfBearer(c, sites)
  needBuiltIn(caller.site.realm)
  return caller
}

/** The secret of a flow or security page. */
export function bearerToken(c: Context): string {
  const token = /^Bearer ([A-Za-z0-9_-]{1,128})$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (token === undefined) throw new ProblemError('unauthorized')
  return token
}
