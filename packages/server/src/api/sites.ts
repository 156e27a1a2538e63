/** Routes that the widget calls without a flow: the site's public settings, and captchas. */
import type { SiteView } from '@regain/core'
import { CaptchaReplySchema, CaptchaRequestSchema, languages, SiteViewSchema, sendingOf } from '@regain/core'
import { noteForeignPage } from '../alerts/note-foreign-page.ts'
import { methodsThatWork } from '../flows/recovery-deps.ts'
import type { Api } from '../http/api.ts'
import { checkOrigin, foreignOrigin, siteByKey } from '../http/env.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import { mustLetIn } from '../limits/room.ts'
import { ProblemError } from '../problems/problem.ts'
import { readLinkKey } from '../recovery/links.ts'
import { noteSeen } from '../sites/note-seen.ts'
import type { Site } from '../sites/realm.ts'
import type { Deps } from '../wiring/deps.ts'

export function siteRoutes({ route }: Api, deps: Deps, address: AddressOf): void {
  route(
    'get',
    '/v1/sites/:siteKey',
    {
      part: 'recovery',
      summary: 'Read the public settings of a site',
      replies: { 200: { description: 'The settings that the widget needs before an account is named.', json: SiteViewSchema } },
      problems: ['not-found'],
    },
    async ({ c, reply }) => {
      const key = c.req.param('siteKey') ?? ''
      const link = readLinkKey(key)
      if (link) {
        const found = await link.find(link.token, deps)
        if (!found) throw new ProblemError('not-found')
        if (link.atSite) checkOrigin(c, found.site, deps.origin)
        // A link has decided the reason already, so there is nothing to choose.
        return reply(200, { ...viewSite(found.site, deps), reasons: [link.reason] })
      }
      const site = await siteByKey(deps.sites, key)
      const foreign = foreignOrigin(c, site, deps.origin)
      // A page of another origin can make only this call: the browser blocks all later ones.
      if (foreign !== undefined) await noteForeignPage(foreign, { site, visitor: visitorOf(c, address) }, deps)
      checkOrigin(c, site, deps.origin)
      await noteSeen(site, c.req.header('origin'), deps)
      return reply(200, viewSite(site, deps))
    },
  )

  route(
    'post',
    '/v1/captchas',
    {
      part: 'recovery',
      summary: 'Create a captcha',
      details: 'Without `kind`, the realm’s first kind is used. A solution works once, for this site, until `expiresAt`.',
      body: CaptchaRequestSchema,
      replies: { 200: { description: 'The captcha.', json: CaptchaReplySchema } },
      problems: ['not-found', 'too-many-requests'],
    },
    async ({ c, body: { site: key, kind }, reply }) => {
      const site = await siteByKey(deps.sites, key)
      checkOrigin(c, site, deps.origin)
      const { policy } = site.realm
      await deps.db.write((tx) => mustLetIn(tx, 'captcha', site.realm, visitorOf(c, address).address, deps))
      return reply(200, await deps.captchas.issue(kind ?? policy.captcha.first, { site: site.key, purpose: 'identify' }, policy.captcha))
    },
  )
}

export const viewSite = ({ name, support, realm: { policy } }: Site, deps: Deps): SiteView => ({
  name,
  reasons: methodsThatWork(policy, deps).length > 0 ? policy.reasons : [],
  locales: Object.keys(languages),
  support,
  password: { minLength: policy.password.minLength, maxLength: policy.password.maxLength },
  captcha: policy.captcha.first,
  sending: sendingOf(policy),
})
