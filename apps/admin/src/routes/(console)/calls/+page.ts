/** The operator's call, recent calls, and the address of the page with the code. */
import { call } from '$lib/api.ts'

export async function load({ fetch, depends }) {
  depends('regain:calls')
  const [calls, { sites }] = await Promise.all([call('GET /calls', {}, fetch), call('GET /sites', {}, fetch)])
  return { ...calls, sites }
}
