/** Console routes for cases: people without a method, and the operators' decisions. */
import { caseAnswers } from '@regain/core'
import * as v from 'valibot'
import type { OnCase } from '../cases/answer-case.ts'
import { answerCase, claimCase } from '../cases/answer-case.ts'
import { decideAccess, proposeAccess } from '../cases/decide-access.ts'
import { listCases } from '../cases/list-cases.ts'
import { showCase } from '../cases/show-case.ts'
import { checks } from '../db/schema.ts'
import type { GivenByOperator } from './route.ts'
import { forOperators } from './route.ts'
import { CursorSchema, ReasonSchema } from './schemas.ts'

const CaseQuerySchema = v.strictObject({ state: v.optional(v.picklist(['open', 'settled']), 'open'), after: CursorSchema })

const on = ({ params, signedIn, caller }: Pick<GivenByOperator<unknown, unknown>, 'params' | 'signedIn' | 'caller'>): OnCase => ({
  case: params.case ?? '',
  signedIn,
  requestId: caller.requestId,
})

export const cases = {
  'GET /cases': forOperators('cases.read', {
    query: CaseQuerySchema,
    answer: ({ query: { state, after } }, deps) => listCases(state, after, deps),
  }),
  'GET /cases/:case': forOperators('cases.read', {
    answer: ({ params, signedIn }, deps) => showCase(params.case ?? '', signedIn, deps),
  }),
  'POST /cases/:case/claim': forOperators('cases.answer', { answer: (given, deps) => claimCase(on(given), deps) }),
  'POST /cases/:case/answer': forOperators('cases.answer', {
    body: v.strictObject({ answer: v.picklist(caseAnswers), reason: ReasonSchema }),
    answer: (given, deps) => answerCase({ ...on(given), ...given.body }, deps),
  }),
  'POST /cases/:case/propose': forOperators('cases.decide', {
    body: v.strictObject({
      checked: v.pipe(v.array(v.picklist(checks)), v.minLength(1), v.maxLength(checks.length)),
      reason: ReasonSchema,
    }),
    answer: (given, deps) => proposeAccess({ ...on(given), ...given.body }, deps),
  }),
  'POST /cases/:case/decide': forOperators('cases.decide', {
    body: v.strictObject({ agrees: v.boolean(), reason: ReasonSchema }),
    answer: (given, deps) => decideAccess({ ...on(given), ...given.body }, deps),
  }),
}
