/** One page of the list, under the filters of the URL, and what there is to choose from. */
import { call } from '$lib/api.ts'
import { filtered } from '$lib/filtered.ts'

export async function load({ fetch, url }) {
  const search = new URLSearchParams(url.searchParams)
  const before = search.get('after')
  search.delete('after')
  if (before) search.set('before', before)
  const [filteredList, realms] = await Promise.all([
    filtered('GET /attempts', search, ['from', 'until'], fetch),
    call('GET /realms', {}, fetch),
  ])
  return { ...filteredList, realms, first: before === null }
}
