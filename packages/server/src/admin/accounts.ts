/** Console routes for accounts: find one, show its state and the reasons, and act on it. */
import { lockCauses } from '@regain/core'
import * as v from 'valibot'
import { readOwnCall } from '../calls/list-calls.ts'
import { mustHaveCall } from '../calls/need-call.ts'
import type { Second } from '../operators/second-person.ts'
import { accountActs, actsFor } from '../support/account-acts.ts'
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
    answer: async ({ params: { realm: id = '', account = '' }, signedIn: { operator } }, deps) => {
      const realm = await realmById(deps.sites, id)
      const own = await readOwnCall(operator.id, deps)
      const shown = await showAccount({ realm: id, account }, deps)
      /** The operator's own current call, if it is about this realm. */
      const call = own?.realm === id ? own : null
      return {
        ...shown,
        call,
        /** Without a call, acts that people ask for over the phone are refused. */
        callNeeded: mustHaveCall(realm.policy, operator.role),
        acts: actsFor({ role: operator.role, realm, hasCall: call !== null, locks: shown.locks }),
      }
    },
  }),
  'POST /accounts/:realm/:account/unlock': forOperators(accountActs.unlock.permission, {
    body: v.strictObject({ ...WhyAndWhose.entries, cause: v.picklist(lockCauses) }),
    answer: (given, deps) => unlock(on(given), given.body.cause, deps),
  }),
  'POST /accounts/:realm/:account/lock': forOperators(accountActs.lock.permission, {
    body: Why,
    answer: (given, deps) => lock(on(given), deps),
  }),
  'POST /accounts/:realm/:account/disable': forOperators(accountActs.disable.permission, {
    body: Why,
    answer: (given, deps) => disable(on(given), deps),
  }),
  'POST /accounts/:realm/:account/enable': forOperators(accountActs.enable.permission, {
    body: WhyAndWhose,
    answer: (given, deps) => enable(on(given), deps),
  }),
  'POST /accounts/:realm/:account/end-sessions': forOperators(accountActs['end-sessions'].permission, {
    body: Why,
    answer: (given, deps) => endSessions(on(given), deps),
  }),
  'POST /accounts/:realm/:account/void-codes': forOperators(accountActs['void-codes'].permission, {
    body: Why,
    answer: (given, deps) => voidCodes(on(given), deps),
  }),
  'POST /accounts/:realm/:account/lift-limits': forOperators(accountActs['lift-limits'].permission, {
    body: Why,
    answer: (given, deps) => liftLimits(on(given), deps),
  }),
  'POST /accounts/:realm/:account/offer-recovery': forOperators(accountActs['offer-recovery'].permission, {
    body: Why,
    answer: (given, deps) => offerRecovery(on(given), deps),
  }),
  'POST /accounts/:realm/:account/remove-destination': forOperators(accountActs['remove-destination'].permission, {
    body: v.strictObject({ ...Why.entries, place: PlaceSchema, generation: v.pipe(v.number(), v.integer()) }),
    answer: (given, deps) => removeDestination(on(given), given.body, deps),
  }),
  'POST /accounts/:realm/:account/unmask': forOperators(accountActs.unmask.permission, {
    body: v.strictObject({ ...Why.entries, of: v.picklist(['identifiers', 'destinations']), place: PlaceSchema }),
    answer: (given, deps) => unmask(on(given), given.signedIn, given.body, deps),
  }),
}
