/** The readiness of each realm's accounts, and the state of reminders. */
import { call } from '$lib/api.ts'

export async function load({ fetch, depends }) {
  depends('regain:readiness')
  return await call('GET /readiness', {}, fetch)
}
