/** One endpoint, and its last hundred events. */
import { error } from '@sveltejs/kit'
import { call } from '$lib/api.ts'

export async function load({ fetch, params }) {
  const [{ webhooks }, { deliveries }] = await Promise.all([
    call('GET /sites/:site/webhooks', { params }, fetch),
    call('GET /sites/:site/webhooks/:webhook/deliveries', { params }, fetch),
  ])
  const webhook = webhooks.find(({ id }) => id === params.webhook)
  if (!webhook) error(404)
  return { site: params.site, webhook, deliveries }
}
