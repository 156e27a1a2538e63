/** Sets up, renews and removes the methods of a signed-in person. Every address is notified. */
import type { AuditEventName, KeptMethodName, Removal, SetUpOf } from '@regain/core'
import { digitsIn, maskIdentifier, methods } from '@regain/core'
import { record } from '../audit/record.ts'
import { keepCapsule, readBefore } from '../changes/capsule.ts'
import { methodHold } from '../changes/hold.ts'
import { newAuthenticator, qrRows, stepOfCode } from '../crypto/totp.ts'
import type { Tx } from '../db/database.ts'
import { endFlowsBy, endFlowsProven } from '../flows/end-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { noCode } from '../formats/typed-code.ts'
import { hasRoom, mustHaveRoom } from '../limits/room.ts'
import { serverMethods } from '../methods/index.ts'
import { forgetWrong, removeKept } from '../methods/kept.ts'
import { renewSavedCodes } from '../methods/saved-code/saved-code.ts'
import { putTotp } from '../methods/totp/totp.ts'
import { putNotices } from '../outbox/put-notices.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import type { Enrolled } from './enrol.ts'

export const ofAccount = ({ site, digest }: Enrolled) => ({ realm: site.realm.id, account: digest })

/** A method that the realm does not offer can't be set up. */
export function mustBeOffered({ site }: Enrolled, method: KeptMethodName): void {
  if (!site.realm.policy.methods.includes(method)) throw new ProblemError('not-found')
}

/** Masked: no reply contains a whole address, and an authenticator only uses it as a label. */
export function labelOf({ account }: Enrolled): string {
  const [name] = account.identifiers
  return name ? maskIdentifier(name) : account.id
}

/** Checked before it is set up, because a first method is not held. */
export const newHold = (tx: Tx, { site, account, digest, now }: Enrolled, deps: RecoveryDeps): Promise<number> =>
  methodHold(tx, { realm: site.realm, account: digest, destinations: account.destinations, now }, deps)

/** Ten new codes, shown once. */
export async function makeSavedCodes(tx: Tx, enrolled: Enrolled, deps: RecoveryDeps): Promise<string[]> {
  mustBeOffered(enrolled, 'saved-code')
  const heldUntil = await newHold(tx, enrolled, deps)
  const { codes, renewed } = await renewSavedCodes(tx, ofAccount(enrolled), { now: enrolled.now, heldUntil }, deps)
  await settle(tx, enrolled, { method: 'saved-code', event: renewed ? 'method.renewed' : 'method.set-up', heldUntil }, deps)
  return codes
}

const setUpContext = ({ enrolment }: Enrolled): string => `authenticator set up by ${enrolment}`

/** The secret is shown once and kept only by this browser. It counts once a code of it comes back. */
export function beginTotp(enrolled: Enrolled, deps: RecoveryDeps): Omit<SetUpOf<'totp'>, 'method'> {
  mustBeOffered(enrolled, 'totp')
  const authenticator = newAuthenticator({ issuer: enrolled.site.name, label: labelOf(enrolled) }, deps)
  return { ...authenticator, qr: qrRows(authenticator.uri), setUp: deps.seal.seal(authenticator.secret, setUpContext(enrolled)) }
}

/** False: this is not the app's current code. A number: the input can't be a code; codes have that length. */
export async function confirmTotp(
  tx: Tx,
  enrolled: Enrolled,
  { setUp, code }: { setUp: string; code: string },
  deps: RecoveryDeps,
): Promise<boolean | number> {
  mustBeOffered(enrolled, 'totp')
  const secret = deps.seal.open(setUp, setUpContext(enrolled))
  if (secret === undefined) throw valueRefused('setUp', 'does not belong to this token')
  const length = noCode('totp', code, enrolled.site.realm.policy)
  if (length !== undefined) return length
  const step = stepOfCode(secret, digitsIn(code), enrolled.now)
  if (step === undefined) return false
  const heldUntil = await newHold(tx, enrolled, deps)
  const renewed = await putTotp(tx, ofAccount(enrolled), { secret, step, now: enrolled.now, heldUntil }, deps)
  await settle(tx, enrolled, { method: 'totp', event: renewed ? 'method.renewed' : 'method.set-up', heldUntil }, deps)
  return true
}

/** Idempotent: removing a missing method notifies nobody and logs nothing. `id`: one of several. */
export async function removeMethod(tx: Tx, enrolled: Enrolled, { method, id }: Removal, deps: RecoveryDeps): Promise<void> {
  const of = ofAccount(enrolled)
  const { several } = serverMethods[method]
  const gone = id === undefined ? await removeKept(tx, of, method, deps.keys) : await several?.forget(tx, of, { id })
  if (gone) await settle(tx, enrolled, { method, event: 'method.removed', heldUntil: 0 }, deps)
}

interface Settled {
  method: KeptMethodName
  event: Extract<AuditEventName, `method.${string}`>
  /** 0: no hold. */
  heldUntil: number
}

/**
 * Notifies every address, with the link that undoes the change, and logs it. Limited, removals included: each is a message and a link that is valid for days, and
 * an intruder could create thousands of them.
 */
export async function settle(tx: Tx, enrolled: Enrolled, { method, event, heldUntil }: Settled, deps: RecoveryDeps): Promise<void> {
  const { site, account, digest, now, requestId } = enrolled
  await forgetWrong(tx, ofAccount(enrolled), method, deps.keys)
  await endWhatChanged(tx, enrolled, { method, event, heldUntil })
  const { made, removed } = serverMethods[method].notices
  const notice = {
    kind: 'account-changed' as const,
    change: event === 'method.removed' ? removed : made,
    ...(heldUntil > 0 && { heldUntil }),
  }
  const to = account.destinations.filter(({ verified }) => verified)
  // A method can always be removed. But it counts, so that setting up and removing can't go on forever.
  const counted = event === 'method.removed' ? hasRoom : mustHaveRoom
  await counted(tx, 'setUpsPerAccountDaily', site.realm, [digest], deps)
  const undo = event === 'method.removed' ? undefined : await keepSetUp(tx, enrolled, method, deps)
  await putNotices(tx, { notice, account: digest, to, locale: account.locale ?? 'en', site, undo, at: now }, deps)
  const facts = { actor: 'person', realm: site.realm.id, site: site.key, account: digest, requestId } as const
  await record(tx, { ...facts, at: now, name: event, details: { method } })
}

async function keepSetUp(tx: Tx, { site, account, digest, now }: Enrolled, method: KeptMethodName, deps: RecoveryDeps) {
  const before = await readBefore(tx, site.realm.id, account.id)
  return before && (await keepCapsule(tx, { site, account: digest, change: 'method-set-up', before, method, at: now }, deps))
}

/**
 * Ends the attempts that the removed method had proven, and those that began at a lower gate than now. No others: an intruder in the account could otherwise end every
 * attempt of its owner by changing a method.
 */
async function endWhatChanged(tx: Tx, { digest, now }: Enrolled, { method, event, heldUntil }: Settled): Promise<void> {
  if (event !== 'method.set-up') await endFlowsBy(tx, digest, method, now)
  if (event !== 'method.removed' && heldUntil === 0 && methods[method].proofClass === 'authenticator') await endFlowsProven(tx, digest, now)
}
