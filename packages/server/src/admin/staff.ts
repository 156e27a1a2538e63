/** Console routes for operators: owners manage them, and every operator sees them. */
import * as v from 'valibot'
import {
  changeRole,
  disable,
  enable,
  inviteByOwner,
  listInvitations,
  listOperators,
  takeBackInvitation,
} from '../operators/change-operator.ts'
import { roles } from '../operators/permissions.ts'
import { endSession, listSessions } from '../operators/sessions.ts'
import { forOperators } from './route.ts'
import { EmailSchema, SecondSchema } from './schemas.ts'

const role = v.picklist(roles)
const second = v.optional(SecondSchema)

export const staff = {
  'GET /operators': forOperators('operators.read', {
    query: v.strictObject({ after: v.optional(v.pipe(v.string(), v.maxLength(254))) }),
    answer: ({ query }, deps) => listOperators(query, deps),
  }),
  'GET /invitations': forOperators('operators.read', { answer: (_, deps) => listInvitations(deps) }),
  'POST /invitations': forOperators('operators.change', {
    body: v.strictObject({
      email: v.pipe(EmailSchema, v.toLowerCase()),
      role,
      again: v.optional(v.boolean(), false),
      mail: v.optional(v.boolean(), false),
      second,
    }),
    answer: ({ body, signedIn, by }, deps) => inviteByOwner({ ...body, signedIn, by }, deps),
  }),
  'DELETE /invitations/:invitation': forOperators('operators.change', {
    answer: ({ params: { invitation = '' }, by }, deps) => takeBackInvitation({ invitation, by }, deps),
  }),
  'PUT /operators/:operator/role': forOperators('operators.change', {
    body: v.strictObject({ role, second }),
    answer: ({ params: { operator = '' }, body, signedIn, by }, deps) => changeRole({ operator, ...body, signedIn, by }, deps),
  }),
  'POST /operators/:operator/disable': forOperators('operators.change', {
    body: v.strictObject({ second }),
    answer: ({ params: { operator = '' }, body, signedIn, by }, deps) => disable({ operator, ...body, signedIn, by }, deps),
  }),
  'POST /operators/:operator/enable': forOperators('operators.change', {
    body: v.strictObject({ second }),
    answer: ({ params: { operator = '' }, body, signedIn, by }, deps) => enable({ operator, ...body, signedIn, by }, deps),
  }),
  'GET /operators/:operator/sessions': forOperators('operators.sign-out', {
    answer: async ({ params: { operator = '' } }, deps) => ({ sessions: await listSessions(operator, deps) }),
  }),
  'DELETE /operators/:operator/sessions/:session': forOperators('operators.sign-out', {
    answer: ({ params: { operator = '', session = '' }, by }, deps) => endSession({ session, operator, by }, deps),
  }),
}
