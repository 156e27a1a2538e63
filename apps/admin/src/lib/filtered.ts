/** Reads a list whose filters are in the URL. A wrong filter is reported beside its field, and the others keep working. */
import type { Given, Reply } from './api.ts'
import { call, Refused } from './api.ts'
import { typedMoment } from './format.ts'

type Listing = 'GET /events' | 'GET /attempts' | 'GET /deliveries' | 'GET /alerts'

/** An invalid time goes to the server unchanged, which refuses it. */
const asMoment = (text: string): string => (Number.isNaN(typedMoment(text)) ? text : String(typedMoment(text)))

export interface Filtered<Name extends Listing> {
  page: Reply<Name> | undefined
  /** The query that was sent in the end. */
  query: Record<string, string>
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
      return { page: await call(route, { query: query as Given<Name>['query'] & object }, fetcher), query, errors }
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
