/** Routes for a site's webhook endpoints and their deliveries. */
import * as v from 'valibot'
import { DeliverySchema, EndpointBodySchema, EndpointSchema, listDeliveries, listEndpoints, replay } from '../events/endpoints.ts'
import type { Api } from '../http/api.ts'
import { siteOfBearer } from '../http/env.ts'
import { wayOut } from '../outbound/outbound.ts'
import { valueRefused } from '../problems/problem.ts'
import { addWebhook, removeWebhook } from '../realms/site-webhooks.ts'
import type { Deps } from '../wiring/deps.ts'

export function webhookRoutes({ route }: Api, deps: Deps): void {
  const { db, clock, outbound } = deps
  const part = 'accounts'
  const bearer = 'site'
  const scope = 'webhooks'

  route(
    'post',
    '/v1/webhooks',
    {
      part,
      summary: 'Adds an endpoint for events',
      details:
        'Events of the site’s whole realm are posted to it, signed after Standard Webhooks with the `secret`, which is shown this once. What is not answered with 2xx is sent again after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, under the same `webhook-id`; 410 ends it.',
      bearer,
      scope,
      body: EndpointBodySchema,
      replies: { 201: { description: 'It is told from now on.', json: v.strictObject({ ...EndpointSchema.entries, secret: v.string() }) } },
      problems: ['value-refused'],
    },
    async ({ c, body, reply }) => {
      const caller = await siteOfBearer(c, deps.sites)
      const because = await outbound.refusal(body.url)
      if (because) throw valueRefused('url', `${because}.${wayOut(body.url, because)}`)
      return reply(201, await addWebhook(caller.site, body, { caller, requestId: c.get('requestId') }, deps))
    },
  )

  route(
    'get',
    '/v1/webhooks',
    {
      part,
      summary: 'Lists the endpoints of the site',
      bearer,
      scope,
      replies: { 200: { description: 'Without their secrets.', json: v.strictObject({ webhooks: v.array(EndpointSchema) }) } },
    },
    async ({ c, reply }) => reply(200, { webhooks: await listEndpoints(db, (await siteOfBearer(c, deps.sites)).site) }),
  )

  route(
    'delete',
    '/v1/webhooks/:webhookId',
    {
      part,
      summary: 'Removes an endpoint',
      bearer,
      scope,
      replies: { 204: { description: 'It is told nothing more, not even what waits.' } },
      problems: ['not-found'],
    },
    async ({ c, reply }) => {
      const caller = await siteOfBearer(c, deps.sites)
      await removeWebhook(caller.site, c.req.param('webhookId') ?? '', { caller, requestId: c.get('requestId') }, deps)
      return reply(204)
    },
  )

  route(
    'get',
    '/v1/webhooks/:webhookId/deliveries',
    {
      part,
      summary: 'Shows the last hundred events for an endpoint',
      details: '`expired` and `refused` ones are dead letters: they can be sent again for thirty days.',
      bearer,
      scope,
      replies: { 200: { description: 'The newest first.', json: v.strictObject({ deliveries: v.array(DeliverySchema) }) } },
      problems: ['not-found'],
    },
    async ({ c, reply }) =>
      reply(200, { deliveries: await listDeliveries(db, (await siteOfBearer(c, deps.sites)).site, c.req.param('webhookId') ?? '') }),
  )

  route(
    'post',
    '/v1/webhooks/:webhookId/deliveries/:deliveryId/replay',
    {
      part,
      summary: 'Sends a dead letter again',
      details: 'Under the same `webhook-id`.',
      bearer,
      scope,
      replies: { 204: { description: 'It is on its way.' } },
      problems: ['not-found'],
    },
    async ({ c, reply }) => {
      const { site } = await siteOfBearer(c, deps.sites)
      const what = { endpoint: c.req.param('webhookId') ?? '', delivery: c.req.param('deliveryId') ?? '' }
      await db.write((tx) => replay(tx, site, what, clock.now()))
      return reply(204)
    },
  )
}
