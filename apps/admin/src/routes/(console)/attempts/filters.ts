/** The filters of the list as they stand in the URL: what can't be read is left out and named, the rest holds. */
import type { Given, Reply } from '$lib/api.ts'
import { call, Refused } from '$lib/api.ts'
import type { Attempt } from '$lib/attempts/say-attempt.ts'
import { typedMoment } from '$lib/format.ts'

export const names = ['realm', 'site', 'reason', 'state', 'name', 'account', 'addressPrefix', 'browser', 'from', 'until'] as const
export type FilterName = (typeof names)[number]
export type Query = Partial<Record<FilterName, string>>

export function readFilters(search: URLSearchParams): Query {
  const given = names.flatMap((name) => {
    const value = search.get(name)
    return value ? [[name, name === 'from' || name === 'until' ? String(typedMoment(value)) : value] as const] : []
  })
  return Object.fromEntries(given)
}

export interface Filtered {
  query: Query
  /** Those that say nothing. */
  wrong: FilterName[]
  list: Reply<'GET /attempts'>
}

export async function list(query: Query, before: string | null, fetcher: typeof fetch, wrong: FilterName[] = []): Promise<Filtered> {
  try {
    const asked = { ...query, ...(before && { before }) } as Given<'GET /attempts'>['query']
    return { query, wrong, list: await call('GET /attempts', { query: asked }, fetcher) }
  } catch (error) {
    const more = error instanceof Refused ? names.filter((name) => name in query && error.errors.some(({ path }) => path === name)) : []
    if (more.length === 0) throw error
    const rest = Object.fromEntries(Object.entries(query).filter(([name]) => !more.includes(name as FilterName)))
    return await list(rest, before, fetcher, [...wrong, ...more])
  }
}

/** Whether what arrives belongs into the list that is shown. */
export function belongs(attempt: Attempt, { name, from, until, ...same }: Query): boolean {
  const equal = Object.entries(same).every(([key, value]) => attempt[key as keyof Attempt] === value)
  const named = name === undefined || name.split(',').includes(attempt.name ?? '')
  return equal && named && attempt.startedAt >= Number(from ?? 0) && attempt.startedAt < Number(until ?? Number.POSITIVE_INFINITY)
}
