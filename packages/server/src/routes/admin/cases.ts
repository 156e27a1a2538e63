/** Cases: people who have no method left, and what the people of the site make of it. */
import * as v from 'valibot'
import { answerCase, claimCase } from '../../cases/answer-case.ts'
import { listCases, showCase } from '../../cases/list-cases.ts'
import { caseAnswers } from '../../outbox/message.ts'
import { forOperators } from './route.ts'
import { ReasonSchema } from './schemas.ts'

const CaseQuerySchema = v.strictObject({
  state: v.optional(v.picklist(['open', 'settled']), 'open'),
  /** The last page's `next`. */
  after: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,15}\.[\w-]{1,64}$/),
      v.transform((text) => ({ at: Number(text.split('.')[0]), id: text.split('.')[1] ?? '' })),
    ),
  ),
})

export const cases = {
  'GET /cases': forOperators('cases.read', {
    query: CaseQuerySchema,
    answer: ({ query: { state, after } }, deps) => listCases(state, after, deps),
  }),
  'GET /cases/:case': forOperators('cases.read', { answer: ({ params }, deps) => showCase(params.case ?? '', deps) }),
  'POST /cases/:case/claim': forOperators('cases.answer', {
    answer: ({ params, by, caller }, deps) =>
      claimCase({ case: params.case ?? '', operator: by.operator, requestId: caller.requestId }, deps),
  }),
  'POST /cases/:case/answer': forOperators('cases.answer', {
    body: v.strictObject({ answer: v.picklist(caseAnswers), reason: ReasonSchema }),
    answer: ({ params, body, by, caller }, deps) =>
      answerCase({ case: params.case ?? '', ...body, operator: by.operator, requestId: caller.requestId }, deps),
  }),
}
