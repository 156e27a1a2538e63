/** Routes for a site's webhook endpoints and their deliveries. */
import * as v from 'valibot'
import { DeliverySchema, EndpointBodySchema, EndpointSchema, listDeliveries, listEndpoints, replay } from '../events/endpoints.ts'
import type { Api } from '../http/api.ts'
import { siteOfBearer } from '../http/env.ts'
import { howToAllow } from '../outbound/outbound.ts'
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
      summary: 'Add a webhook endpoint',
      details:
        'Regain posts the events of the site’s whole realm to it, signed after Standard Webhooks with the `secret`, which is returned only here. An event without a 2xx answer is sent again after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, with the same `webhook-id`. A 410 ends the endpoint.',
      bearer,
      scope,
      body: EndpointBodySchema,
      replies: {
        201: {
          description: 'The endpoint gets events from now on.',
          json: v.strictObject({ ...EndpointSchema.entries, secret: v.string() }),
        },
      },
      problems: ['value-refused'],
    },
    async ({ c, body, reply }) => {
      const caller = await siteOfBearer(c, deps.sites)
      const because = await outbound.refusal(body.url)
      if (because) throw valueRefused('url', `${because}.${howToAllow(body.url, because)}`)
      return reply(201, await addWebhook(caller.site, body, { caller, requestId: c.get('requestId') }, deps))
    },
  )

  route(
    'get',
    '/v1/webhooks',
    {
      part,
      summary: 'List webhook endpoints',
      bearer,
      scope,
      replies: {
        200: { description: 'The endpoints, without their secrets.', json: v.strictObject({ webhooks: v.array(EndpointSchema) }) },
      },
    },
    async ({ c, reply }) => reply(200, { webhooks: await listEndpoints(db, (await siteOfBearer(c, deps.sites)).site) }),
  )

  route(
    'delete',
    '/v1/webhooks/:webhookId',
    {
      part,
      summary: 'Remove a webhook endpoint',
      bearer,
      scope,
      replies: { 204: { description: 'The endpoint gets no more events, not even waiting ones.' } },
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
      summary: 'List the last hundred deliveries of an endpoint',
      details: 'Deliveries in state `expired` or `refused` can be sent again for thirty days.',
      bearer,
      scope,
      replies: { 200: { description: 'The deliveries, newest first.', json: v.strictObject({ deliveries: v.array(DeliverySchema) }) } },
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
      summary: 'Send a failed event again',
      details: 'With the same `webhook-id`.',
      bearer,
      scope,
      replies: { 204: { description: 'The event will be sent again.' } },
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
