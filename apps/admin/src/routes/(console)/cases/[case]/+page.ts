/** One case. */
import { call } from '$lib/api.ts'

export async function load({ fetch, params, depends }) {
  depends('regain:cases')
  return { case: await call('GET /cases/:case', { params }, fetch) }
}
