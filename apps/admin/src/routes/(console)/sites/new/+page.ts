/** The realms that a site can belong to. */
import { call } from '$lib/api.ts'

export async function load({ fetch }) {
  return { realms: await call('GET /realms', {}, fetch) }
}
