/** The realms that a site can belong to, and the preselected one. */
import { call } from '$lib/api.ts'

export async function load({ fetch, url }) {
  return { realms: await call('GET /realms', {}, fetch), realm: url.searchParams.get('realm') ?? undefined }
}
