/** One page of the list with the filters of the URL, the available filter values, and the operator's own views. */
import { call } from '$lib/api.ts'
import { filtered } from '$lib/filtered.ts'

export async function load({ fetch, url, depends }) {
  depends('regain:views')
  const search = new URLSearchParams(url.searchParams)
  const before = search.get('after')
  search.delete('after')
  if (before) search.set('before', before)
  const [filteredList, realms, { views }] = await Promise.all([
    filtered('GET /attempts', search, ['from', 'until'], fetch),
    call('GET /realms', {}, fetch),
    call('GET /me/views', {}, fetch),
  ])
  return { ...filteredList, realms, views, first: before === null }
}
