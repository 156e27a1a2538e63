/** Console routes for phone calls, in which operator and person show each other that they use the real site. */
import * as v from 'valibot'
import { listCalls } from '../calls/list-calls.ts'
import { endCall, takeCall } from '../calls/take-call.ts'
import { forOperators } from './route.ts'

export const calls = {
  'GET /calls': forOperators('calls.read', { answer: ({ signedIn: { operator } }, deps) => listCalls(operator.id, deps) }),
  'POST /calls/take': forOperators('calls.take', {
    body: v.strictObject({
      /** As the person reads it out, in any grouping of digits. */
      code: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    }),
    answer: async ({ body: { code }, ...at }, deps) => ({ taken: await takeCall(code, at, deps) }),
  }),
  'POST /calls/end': forOperators('calls.take', { answer: (at, deps) => endCall(at, deps) }),
}
