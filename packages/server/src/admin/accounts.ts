/** Console routes for accounts: find one, show its state and the reasons, and act on it. */
import { lockCauses } from '@regain/core'
import * as v from 'valibot'
import { readOwnCall } from '../calls/list-calls.ts'
import { mustHaveCall } from '../calls/need-call.ts'
import type { Second } from '../operators/second-person.ts'
import type { OnAccount } from '../support/act.ts'
import { disable, enable, endSessions, lock, unlock, voidCodes } from '../support/act-on-account.ts'
import { liftLimits, offerRecovery, removeDestination } from '../support/act-on-destinations.ts'
import { findAccounts, realmById, showAccount } from '../support/find-account.ts'
import { unmask } from '../support/unmask.ts'
import type { GivenByOperator } from './route.ts'
import { forOperators } from './route.ts'
import { ReasonSchema, SecondSchema } from './schemas.ts'

const Why = v.strictObject({ reason: ReasonSchema })
/** For an act on a privileged account: the approval of a second operator. */
const WhyAndWhose = v.strictObject({ ...Why.entries, second: v.optional(SecondSchema) })
const PlaceSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99))

const on = ({
  params: { realm = '', account = '' },
  body: { reason, second },
  by,
  caller,
  signedIn,
}: GivenByOperator<{ reason: string; second?: Second | undefined }, unknown>): OnAccount => ({
  realm,
  account,
  reason,
  operator: by.operator,
  role: signedIn.operator.role,
  requestId: caller.requestId,
  word: { signedIn, second },
})

export const accounts = {
  'POST /accounts/search': forOperators('accounts.read', {
    body: v.strictObject({ identifier: v.pipe(v.string(), v.minLength(1), v.maxLength(254)) }),
    answer: ({ body: { identifier }, by, caller }, deps) =>
      findAccounts({ identifier, operator: by.operator, requestId: caller.requestId }, deps),
  }),
  'GET /accounts/:realm/:account': forOperators('accounts.read', {
    answer: async ({ params: { realm = '', account = '' }, signedIn: { operator } }, deps) => {
      const { policy } = await realmById(deps.sites, realm)
      const call = await readOwnCall(operator.id, deps)
      return {
        ...(await showAccount({ realm, account }, deps)),
        /** The operator's own current call, if it is about this realm. */
        call: call?.realm === realm ? call : null,
        /** Without a call, acts that people ask for over the phone are refused. */
        callNeeded: mustHaveCall(policy, operator.role),
      }
    },
  }),
  'POST /accounts/:realm/:account/unlock': forOperators('accounts.unlock', {
    body: v.strictObject({ ...WhyAndWhose.entries, cause: v.picklist(lockCauses) }),
    answer: (given, deps) => unlock(on(given), given.body.cause, deps),
  }),
  'POST /accounts/:realm/:account/lock': forOperators('accounts.lock', { body: Why, answer: (given, deps) => lock(on(given), deps) }),
  'POST /accounts/:realm/:account/disable': forOperators('accounts.lock', { body: Why, answer: (given, deps) => disable(on(given), deps) }),
  'POST /accounts/:realm/:account/enable': forOperators('accounts.unlock', {
    body: WhyAndWhose,
    answer: (given, deps) => enable(on(given), deps),
  }),
  'POST /accounts/:realm/:account/end-sessions': forOperators('accounts.lock', {
    body: Why,
    answer: (given, deps) => endSessions(on(given), deps),
  }),
  'POST /accounts/:realm/:account/void-codes': forOperators('accounts.lock', {
    body: Why,
    answer: (given, deps) => voidCodes(on(given), deps),
  }),
  'POST /accounts/:realm/:account/lift-limits': forOperators('accounts.unlock', {
    body: Why,
    answer: (given, deps) => liftLimits(on(given), deps),
  }),
  'POST /accounts/:realm/:account/offer-recovery': forOperators('accounts.start-recovery', {
    body: Why,
    answer: (given, deps) => offerRecovery(on(given), deps),
  }),
  'POST /accounts/:realm/:account/remove-destination': forOperators('destinations.remove', {
    body: v.strictObject({ ...Why.entries, place: PlaceSchema, generation: v.pipe(v.number(), v.integer()) }),
    answer: (given, deps) => removeDestination(on(given), given.body, deps),
  }),
  'POST /accounts/:realm/:account/unmask': forOperators('values.unmask', {
    body: v.strictObject({ ...Why.entries, of: v.picklist(['identifiers', 'destinations']), place: PlaceSchema }),
    answer: (given, deps) => unmask(on(given), given.signedIn, given.body, deps),
  }),
}
