/** Statistics for the period and realm in the URL; for owners, the steps that a new installation still needs. */
import { call } from '$lib/api.ts'

export async function load({ fetch, url, parent }) {
  const days = url.searchParams.get('days') ?? '7'
  const realm = url.searchParams.get('realm') ?? undefined
  const [overview, realms, firstRun] = await Promise.all([
    call('GET /overview', { query: { days, realm } }, fetch),
    call('GET /realms', {}, fetch),
    // Other operators can't do these steps.
    parent().then(({ me }) => (me.permissions.includes('first-run.read') ? call('GET /first-run', {}, fetch) : undefined)),
  ])
  return { overview, realms, firstRun, days, realm }
}
