/** How it goes, in the time and the realm that the URL says. */
import { call } from '$lib/api.ts'

export async function load({ fetch, url }) {
  const days = url.searchParams.get('days') ?? '7'
  const realm = url.searchParams.get('realm') ?? undefined
  const [overview, realms] = await Promise.all([call('GET /overview', { query: { days, realm } }, fetch), call('GET /realms', {}, fetch)])
  return { overview, realms, days, realm }
}
