/** Console routes for sites, their secret keys, and their webhook endpoints. */
import { BrandSchema, SiteScopesSchema, SupportSchema } from '@regain/core'
import * as v from 'valibot'
import { EndpointBodySchema, listDeliveries, listEndpoints, replay, testEndpoint } from '../events/endpoints.ts'
import { siteByKey } from '../http/env.ts'
import { howToAllow } from '../outbound/outbound.ts'
import { valueRefused } from '../problems/problem.ts'
import { addSite, changeSite, listSites, showSite } from '../realms/change-site.ts'
import { addSecretKey, endSecretKey } from '../realms/site-keys.ts'
import { addWebhook, removeWebhook, renewWebhookSecret } from '../realms/site-webhooks.ts'
import { readOrigin } from '../sites/origin.ts'
import type { AdminDeps, GivenByOperator } from './route.ts'
import { forOperators } from './route.ts'
import { NameSchema, SecondSchema } from './schemas.ts'

const OriginSchema = v.pipe(
  v.string(),
  v.maxLength(253),
  v.trim(),
  v.check(
    (text) => typeof readOrigin(text) !== 'string',
    ({ input }) => String(readOrigin(input)),
  ),
  v.transform((text) => {
    const read = readOrigin(text)
    return typeof read === 'string' ? text : read.origin
  }),
)
const second = v.optional(SecondSchema)
/** Absent: all scopes. */
const scopes = v.optional(SiteScopesSchema)
const Face = {
  name: NameSchema,
  origins: v.pipe(v.array(OriginSchema), v.minLength(1), v.maxLength(20)),
  support: SupportSchema,
  brand: BrandSchema,
}

/** For the verbs in `events/`. */
const forEndpoints = ({ by, caller }: GivenByOperator<unknown, unknown>, { chance, seal, clock }: AdminDeps) => ({
  chance,
  seal,
  now: clock.now(),
  requestId: caller.requestId,
  operator: by.operator,
})

export const sites = {
  'GET /sites': forOperators('sites.read', { answer: (_, deps) => listSites(deps) }),
  'POST /sites': forOperators('sites.change', {
    body: v.strictObject({ realm: v.pipe(v.string(), v.maxLength(64)), ...Face, scopes, second }),
    answer: ({ body, signedIn, by }, deps) => addSite({ ...body, signedIn, by }, deps),
  }),
  'GET /sites/:site': forOperators('sites.read', { answer: ({ params: { site = '' } }, deps) => showSite(site, deps) }),
  'PUT /sites/:site': forOperators('sites.change', {
    body: v.strictObject({ version: v.pipe(v.number(), v.integer()), ...Face, second }),
    answer: ({ params: { site = '' }, body: { version, second, ...face }, signedIn, by }, deps) =>
      changeSite({ site, version, face, signedIn, second, by }, deps),
  }),
  'POST /sites/:site/keys': forOperators('sites.change', {
    body: v.strictObject({ scopes, second }),
    answer: ({ params: { site = '' }, body, signedIn, by }, deps) => addSecretKey({ site, ...body, signedIn, by }, deps),
  }),
  'DELETE /sites/:site/keys/:key': forOperators('sites.change', {
    answer: ({ params: { site = '', key = '' }, signedIn, by }, deps) => endSecretKey({ site, key, signedIn, by }, deps),
  }),
  'GET /sites/:site/webhooks': forOperators('sites.read', {
    answer: async ({ params: { site = '' } }, deps) => ({ webhooks: await listEndpoints(deps.db, await siteByKey(deps.sites, site)) }),
  }),
  'POST /sites/:site/webhooks': forOperators('sites.change', {
    body: v.strictObject({ ...EndpointBodySchema.entries, second }),
    async answer({ params, body: { second, ...body }, signedIn, caller }, deps) {
      const site = await siteByKey(deps.sites, params.site ?? '')
      const because = await deps.outbound.refusal(body.url)
      if (because) throw valueRefused('url', `${because}.${howToAllow(body.url, because)}`)
      return await addWebhook(site, body, { signedIn, second, requestId: caller.requestId }, deps)
    },
  }),
  'DELETE /sites/:site/webhooks/:webhook': forOperators('sites.change', {
    async answer({ params: { site = '', webhook = '' }, signedIn, caller }, deps) {
      await removeWebhook(await siteByKey(deps.sites, site), webhook, { signedIn, requestId: caller.requestId }, deps)
    },
  }),
  'POST /sites/:site/webhooks/:webhook/secret': forOperators('sites.change', {
    body: v.strictObject({ second }),
    async answer({ params: { site = '', webhook = '' }, body: { second }, signedIn, caller }, deps) {
      return await renewWebhookSecret(await siteByKey(deps.sites, site), webhook, { signedIn, second, requestId: caller.requestId }, deps)
    },
  }),
  'POST /sites/:site/webhooks/:webhook/test': forOperators('sites.change', {
    async answer(given, deps) {
      const site = await siteByKey(deps.sites, given.params.site ?? '')
      await deps.db.write((tx) => testEndpoint(tx, site, given.params.webhook ?? '', forEndpoints(given, deps)))
    },
  }),
  'GET /sites/:site/webhooks/:webhook/deliveries': forOperators('sites.read', {
    answer: async ({ params: { site = '', webhook = '' } }, deps) => ({
      deliveries: await listDeliveries(deps.db, await siteByKey(deps.sites, site), webhook),
    }),
  }),
  'POST /sites/:site/webhooks/:webhook/deliveries/:delivery/replay': forOperators('sites.change', {
    async answer({ params: { site: key = '', webhook = '', delivery = '' } }, deps) {
      const site = await siteByKey(deps.sites, key)
      await deps.db.write((tx) => replay(tx, site, { endpoint: webhook, delivery }, deps.clock.now()))
    },
  }),
}
