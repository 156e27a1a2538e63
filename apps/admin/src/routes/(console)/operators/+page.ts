/** The operators, and open invitations. */
import { call } from '$lib/api.ts'

export async function load({ fetch, url, depends }) {
  depends('regain:operators')
  const after = url.searchParams.get('after')
  const [page, { invitations }] = await Promise.all([
    call('GET /operators', { query: after ? { after } : {} }, fetch),
    call('GET /invitations', {}, fetch),
  ])
  return { page, invitations }
}
