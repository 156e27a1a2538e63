/** Where a site says what it wants to be told, and looks at what it was told. */
import * as v from 'valibot'
import type { Deps } from '../deps.ts'
import {
  createEndpoint,
  DeliverySchema,
  EndpointBodySchema,
  EndpointSchema,
  listDeliveries,
  listEndpoints,
  removeEndpoint,
  replay,
} from '../events/endpoints.ts'
import { valueRefused } from '../security/problem.ts'
import type { Api } from './api.ts'
import { siteOfBearer } from './env.ts'

export function webhookRoutes({ route }: Api, deps: Deps): void {
  const { db, chance, seal, clock, outbound } = deps
  const part = 'accounts'
  const bearer = 'site'

  route(
    'post',
    '/v1/webhooks',
    {
      part,
      summary: 'Adds an endpoint for events',
      details:
        'Events of the site’s whole realm are posted to it, signed after Standard Webhooks with the `secret`, which is shown this once. What is not answered with 2xx is sent again after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, under the same `webhook-id`; 410 ends it.',
      bearer,
      body: EndpointBodySchema,
      replies: { 201: { description: 'It is told from now on.', json: v.strictObject({ ...EndpointSchema.entries, secret: v.string() }) } },
      problems: ['value-refused'],
    },
    async ({ c, body, reply }) => {
      const site = await siteOfBearer(c, deps.sites)
      const because = await outbound.refusal(body.url)
      if (because) throw valueRefused('url', because)
      const needs = { chance, seal, now: clock.now(), requestId: c.get('requestId') }
      return reply(201, await db.write((tx) => createEndpoint(tx, site, body, needs)))
    },
  )

  route(
    'get',
    '/v1/webhooks',
    {
      part,
      summary: 'Lists the endpoints of the site',
      bearer,
      replies: { 200: { description: 'Without their secrets.', json: v.strictObject({ webhooks: v.array(EndpointSchema) }) } },
    },
    async ({ c, reply }) => reply(200, { webhooks: await listEndpoints(db, await siteOfBearer(c, deps.sites)) }),
  )

  route(
    'delete',
    '/v1/webhooks/:webhookId',
    {
      part,
      summary: 'Removes an endpoint',
      bearer,
      replies: { 204: { description: 'It is told nothing more, not even what waits.' } },
      problems: ['not-found'],
    },
    async ({ c, reply }) => {
      const site = await siteOfBearer(c, deps.sites)
      const needs = { now: clock.now(), requestId: c.get('requestId') }
      await db.write((tx) => removeEndpoint(tx, site, c.req.param('webhookId') ?? '', needs))
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
      replies: { 200: { description: 'The newest first.', json: v.strictObject({ deliveries: v.array(DeliverySchema) }) } },
      problems: ['not-found'],
    },
    async ({ c, reply }) =>
      reply(200, { deliveries: await listDeliveries(db, await siteOfBearer(c, deps.sites), c.req.param('webhookId') ?? '') }),
  )

  route(
    'post',
    '/v1/webhooks/:webhookId/deliveries/:deliveryId/replay',
    {
      part,
      summary: 'Sends a dead letter again',
      details: 'Under the same `webhook-id`.',
      bearer,
      replies: { 204: { description: 'It is on its way.' } },
      problems: ['not-found'],
    },
    async ({ c, reply }) => {
      const site = await siteOfBearer(c, deps.sites)
      const what = { endpoint: c.req.param('webhookId') ?? '', delivery: c.req.param('deliveryId') ?? '' }
      await db.write((tx) => replay(tx, site, what, clock.now()))
      return reply(204)
    },
  )
}
