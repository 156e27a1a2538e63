/** What the widget asks before and beside a flow: the site's public face, and captchas. */
import type { CaptchaReply, SiteView } from '@regain/core'
import { CaptchaRequestSchema, methods } from '@regain/core'
import type { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { spend } from '../limits/spend.ts'
import { readJson } from '../middleware/read-json.ts'
import type { AddressOf } from '../middleware/visitor.ts'
import { visitorOf } from '../middleware/visitor.ts'
import { messageLanguages } from '../outbox/messages/texts.ts'
import type { Site } from '../realms/realm.ts'
import { limitKey } from '../recovery/limit-key.ts'
import { tooMany } from '../recovery/start.ts'
import { ProblemError } from '../security/problem.ts'
import type { Env } from './env.ts'
import { checkOrigin } from './env.ts'

export function siteRoutes(app: Hono<Env>, deps: Deps, origin: string, address: AddressOf): void {
  app.get('/v1/sites/:key', async (c) => {
    const site = await siteByKey(deps, c.req.param('key'))
    checkOrigin(c, site, origin)
    return c.json(viewSite(site) satisfies SiteView)
  })

  app.post('/v1/captchas', async (c) => {
    const body = await readJson(c, CaptchaRequestSchema)
    const site = await siteByKey(deps, body.site)
    checkOrigin(c, site, origin)
    const { policy, id } = site.realm
    const key = limitKey(deps.keys, 'captcha', id, visitorOf(c, address).address.address)
    if (!(await deps.db.write((tx) => spend(tx, key, policy.limits.captchaPerAddress, deps.clock.now())))) throw tooMany()
    const reply: CaptchaReply = await deps.captchas.issue(
      body.kind ?? policy.captcha.first,
      { site: site.key, purpose: 'identify' },
      policy.captcha,
    )
    return c.json(reply)
  })
}

export async function siteByKey(deps: Deps, key: string): Promise<Site> {
  const site = await deps.sites.byKey(key)
  if (!site) throw new ProblemError('not-found')
  return site
}

const viewSite = ({ name, support, realm: { policy } }: Site): SiteView => ({
  name,
  reasons: policy.reasons.filter((reason) => reason === 'forgot-password' && policy.methods.some((method) => method in methods)),
  locales: messageLanguages,
  support,
  password: { minLength: policy.password.minLength, maxLength: policy.password.maxLength },
  captcha: policy.captcha.first,
})
