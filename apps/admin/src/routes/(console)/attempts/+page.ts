/** One page of the list, under the filters of the URL, and what there is to choose from. */
import { call } from '$lib/api.ts'
import { list, readFilters } from './filters.ts'

export async function load({ fetch, url }) {
  const before = url.searchParams.get('after')
  const [filtered, realms] = await Promise.all([list(readFilters(url.searchParams), before, fetch), call('GET /realms', {}, fetch)])
  return { ...filtered, realms, first: before === null }
}
