/** Open and earlier alerts. */
import { call } from '$lib/api.ts'
import { filtered } from '$lib/filtered.ts'

export async function load({ fetch, url, depends }) {
  depends('regain:alerts')
  const [list, rules] = await Promise.all([filtered('GET /alerts', url.searchParams, [], fetch), call('GET /alert-rules', {}, fetch)])
  return { list, rules }
}
