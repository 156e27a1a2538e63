/** Messages in one state, and how each channel is doing. */
import { call } from '$lib/api.ts'
import { filtered } from '$lib/filtered.ts'

export async function load({ fetch, url, depends }) {
  depends('regain:deliveries')
  const [list, { channels }] = await Promise.all([
    filtered('GET /deliveries', url.searchParams, [], fetch),
    call('GET /channels', {}, fetch),
  ])
  return { list, channels, state: url.searchParams.get('state') ?? 'dead' }
}
