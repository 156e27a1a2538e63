/** Console routes for a second person's approval: requested, given, refused, and bypassed. */
import * as v from 'valibot'
import { ask, changeRules, decide, listApprovals, markSeen } from '../operators/approvals.ts'
import { guardedActions, RulesSchema, readRules } from '../operators/guarded.ts'
import { forOperators } from './route.ts'
import { ReasonSchema, SecondSchema } from './schemas.ts'

const word = v.pipe(v.string(), v.maxLength(1024))

export const fourEyes = {
  'GET /approvals': forOperators('approvals.read', {
    query: v.strictObject({
      open: v.optional(v.picklist(['true', 'false']), 'false'),
      before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}\.[\w-]{1,64}$/))),
    }),
    answer: ({ query: { open, before } }, deps) => listApprovals({ open: open === 'true', before }, deps),
  }),
  'POST /approvals': forOperators('approvals.ask', {
    body: v.strictObject({
      action: v.picklist(guardedActions),
      subject: v.record(v.pipe(v.string(), v.maxLength(64)), word),
      reason: ReasonSchema,
    }),
    answer: ({ body, signedIn, by }, deps) => ask(body, signedIn, by, deps),
  }),
  'POST /approvals/:approval/decide': forOperators('approvals.decide', {
    body: v.strictObject({ agrees: v.boolean(), reason: ReasonSchema }),
    answer: ({ params: { approval = '' }, body, signedIn, by }, deps) => decide({ approval, ...body }, signedIn, by, deps),
  }),
  'POST /approvals/:approval/seen': forOperators('approvals.see', {
    answer: ({ params: { approval = '' }, signedIn, by }, deps) => markSeen(approval, signedIn, by, deps),
  }),
  'GET /approval-rules': forOperators('approvals.read', { answer: (_, deps) => readRules(deps.db.read) }),
  'PUT /approval-rules': forOperators('approvals.rules', {
    body: v.strictObject({ rules: RulesSchema, second: v.optional(SecondSchema) }),
    answer: ({ body, signedIn, by }, deps) => changeRules({ ...body, signedIn, by }, deps),
  }),
}
