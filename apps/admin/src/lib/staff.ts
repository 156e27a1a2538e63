/** The names of operators whose ids appear in the audit log. */
import { call } from './api.ts'

export async function namesOfStaff(fetcher: typeof fetch): Promise<Record<string, string>> {
  const names: Record<string, string> = {}
  let after: string | undefined
  do {
    const { operators, next } = await call('GET /operators', { query: after === undefined ? {} : { after } }, fetcher)
    for (const { id, name } of operators) names[id] = name
    after = next
  } while (after !== undefined)
  return names
}
