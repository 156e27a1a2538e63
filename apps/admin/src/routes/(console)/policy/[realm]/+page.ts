/** The current policy, and earlier versions. */
import { call } from '$lib/api.ts'

export async function load({ fetch, params }) {
  const [current, { versions }] = await Promise.all([
    call('GET /realms/:realm/policy', { params }, fetch),
    call('GET /realms/:realm/policy/versions', { params }, fetch),
  ])
  return { current, versions }
}
