/** Console routes for realms and their policies: read one, try it on past attempts, change it, list earlier versions. */
import { PolicySchema } from '@regain/core'
import * as v from 'valibot'
import { addRealm } from '../realms/add-realm.ts'
import { changePolicy, listPolicyVersions, listRealms, readPolicy } from '../realms/change-policy.ts'
import { tryPolicy } from '../realms/try-policy.ts'
import { forOperators } from './route.ts'
import { NameSchema, ReasonSchema, SecondSchema } from './schemas.ts'

export const policy = {
  'GET /realms': forOperators('policy.read', { answer: (_, deps) => listRealms(deps) }),
  'POST /realms': forOperators('realms.add', {
    body: v.strictObject({ name: NameSchema }),
    answer: ({ body: { name }, by }, deps) => addRealm({ name, by }, deps),
  }),
  'GET /realms/:realm/policy': forOperators('policy.read', { answer: ({ params: { realm = '' } }, deps) => readPolicy(realm, deps) }),
  /** Only reads. */
  'POST /realms/:realm/policy/try': forOperators('policy.read', {
    body: v.strictObject({ policy: PolicySchema }),
    answer: ({ params: { realm = '' }, body }, deps) => tryPolicy({ realm, ...body }, deps),
  }),
  'PUT /realms/:realm/policy': forOperators('policy.change', {
    body: v.strictObject({
      policy: PolicySchema,
      version: v.pipe(v.number(), v.integer()),
      reason: ReasonSchema,
      second: v.optional(SecondSchema),
    }),
    answer: ({ params: { realm = '' }, body, signedIn, by }, deps) => changePolicy({ realm, ...body, signedIn, by }, deps),
  }),
  'GET /realms/:realm/policy/versions': forOperators('policy.read', {
    answer: ({ params: { realm = '' } }, deps) => listPolicyVersions(realm, deps),
  }),
}
