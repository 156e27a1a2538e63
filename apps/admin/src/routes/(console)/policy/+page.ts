/** The realms that have a policy; if there is only one, it opens directly. */
import { redirect } from '@sveltejs/kit'
import { base } from '$app/paths'
import { call } from '$lib/api.ts'

export async function load({ fetch }) {
  const realms = await call('GET /realms', {}, fetch)
  if (realms.length === 1 && realms[0]?.shut === null) redirect(307, `${base}/policy/${realms[0]?.id}`)
  return { realms }
}
