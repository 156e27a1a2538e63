/** How the accounts of each realm stand, and what became of reminders. */
import { call } from '$lib/api.ts'

export async function load({ fetch, depends }) {
  depends('regain:readiness')
  return await call('GET /readiness', {}, fetch)
}
