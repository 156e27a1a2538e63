/** Console routes for readiness by realm, and for reminders. */
import * as v from 'valibot'
import { showReadiness } from '../readiness/show-readiness.ts'
import { startRound, stopRound } from '../readiness/start-round.ts'
import { forOperators } from './route.ts'
import { ReasonSchema, SecondSchema } from './schemas.ts'

export const readiness = {
  'GET /readiness': forOperators('readiness.read', { answer: (_, deps) => showReadiness(deps) }),
  'POST /readiness/:realm/remind': forOperators('readiness.remind', {
    body: v.strictObject({
      site: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
      reason: ReasonSchema,
      second: v.optional(SecondSchema),
    }),
    answer: ({ params: { realm = '' }, body, signedIn, by }, deps) => startRound({ realm, ...body, signedIn, by }, deps),
  }),
  'POST /readiness/:realm/stop': forOperators('readiness.remind', {
    answer: ({ params: { realm = '' }, by }, deps) => stopRound({ realm, by }, deps),
  }),
}
