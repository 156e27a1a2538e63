/** Reads a list whose filters stand in the URL: a wrong one is named beside its field, and the others keep working. */
import type { Given, Reply } from './api.ts'
import { call, Refused } from './api.ts'

type Listing = 'GET /events'

/** `datetime-local` fields hold the operator's own time; the server counts in ms. */
const asMoment = (text: string): string => {
  const at = new Date(text).getTime()
  return Number.isNaN(at) ? text : String(at)
}

export interface Filtered<Name extends Listing> {
  page: Reply<Name> | undefined
  errors: Record<string, string>
}

export async function filtered<Name extends Listing>(
  route: Name,
  search: URLSearchParams,
  moments: readonly string[],
  fetcher: typeof fetch,
): Promise<Filtered<Name>> {
  const query = Object.fromEntries([...search].map(([name, value]) => [name, moments.includes(name) ? asMoment(value) : value]))
  const errors: Record<string, string> = {}
  for (;;) {
    try {
      return { page: await call(route, { query: query as Given<Name>['query'] & object }, fetcher), errors }
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'malformed-request') throw error
      const wrong = error.errors.filter(({ path }) => path in query)
      if (wrong.length === 0) throw error
      for (const { path, message } of wrong) {
        errors[path] = message
        delete query[path]
      }
    }
  }
}
