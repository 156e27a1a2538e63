/** The queue of cases: open ones, and the outcomes of earlier ones. */
import { call } from '$lib/api.ts'

export async function load({ fetch, url, depends }) {
  depends('regain:cases')
  const after = url.searchParams.get('after')
  const state = url.searchParams.get('state') === 'settled' ? 'settled' : 'open'
  return { state, page: await call('GET /cases', { query: { state, ...(after && { after }) } }, fetch) } as const
}
