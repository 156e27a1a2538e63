/** Console routes for statistics. */
import * as v from 'valibot'
import { readFirstRun } from '../overview/first-run.ts'
import { readOverview, SPANS } from '../overview/read-overview.ts'
import { forOperators } from './route.ts'
import { WordSchema } from './schemas.ts'

export const overview = {
  'GET /first-run': forOperators('first-run.read', { answer: (_, deps) => readFirstRun(deps) }),
  'GET /overview': forOperators('overview.read', {
    query: v.strictObject({ days: v.optional(v.pipe(v.picklist(SPANS.map(String)), v.transform(Number)), '7'), realm: WordSchema }),
    answer: ({ query }, deps) => readOverview(query, deps),
  }),
}
