/** A site, its realm's policy for the preview, and its webhook endpoints. */
import { call } from '$lib/api.ts'

export async function load({ fetch, params }) {
  const [site, { webhooks }] = await Promise.all([
    call('GET /sites/:site', { params }, fetch),
    call('GET /sites/:site/webhooks', { params }, fetch),
  ])
  const { policy } = await call('GET /realms/:realm/policy', { params: { realm: site.realm } }, fetch)
  return { site, webhooks, policy }
}
