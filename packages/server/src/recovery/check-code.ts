/** Counts the guess, compares the code, consumes it. Each is one guarded statement whose affected rows decide. */
import type { AnswerOf, FlowReply, MethodName, SignalName } from '@regain/core'
import { digitsIn, isAsked, isKept, methods, mustWait, riskOf } from '@regain/core'
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { sameDigest } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import type { Round } from '../db/schema.ts'
import { challenges, flows } from '../db/schema.ts'
import { end } from '../flows/end-flow.ts'
import type { ChallengeRow } from '../flows/facts.ts'
import { browserOf, codeDigest, roundsOf, stepOf, toFlow } from '../flows/facts.ts'
import { gatherSignals } from '../flows/gather-signals.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { change, hasOwnRoom, learn, note, replyOf, takeAnswer, withChallenge, written } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'
import { noCode } from '../formats/typed-code.ts'
import { hasRoom } from '../limits/room.ts'
import type { Signed } from '../methods/contract/method.ts'
import { serverMethods } from '../methods/index.ts'
import { hasAuthenticator, listKept } from '../methods/kept.ts'
import { cancelCodes } from '../outbox/put-message.ts'
import { drawNewQuestion } from './ask-for-kept.ts'
import { diagnose } from './diagnose.ts'
import { endDrill } from './end-drill.ts'
import { holdRecovery } from './hold-recovery.ts'
import { lockAccount } from './lock-account.ts'
import { notifyOwner } from './notify-owner.ts'
import type { CheckedGuess } from './use-kept.ts'
import { guesserOf, notifyMethodUsed, readCredential, useKept } from './use-kept.ts'

export const countGuess = prepareOnce((tx: Tx) => {
  const isMore = lt(flows.guesses, sql.placeholder('most'))
  return tx
    .update(flows)
    .set({ guesses: sql`${flows.guesses} + 1` })
    .where(and(eq(flows.id, sql.placeholder('flow')), isMore, isNull(flows.endedAt), gt(flows.expiresAt, sql.placeholder('now'))))
    .prepare()
})

/** If the person asked why they can't sign in, the reply to a right code contains the reason. */
export async function answerChallenge(request: FlowRequest, answer: AnswerOf<'challenge'>, deps: RecoveryDeps): Promise<FlowReply> {
  const signed = 'credential' in answer ? await readCredential(request, answer.credential, deps) : undefined
  const answered = await takeAnswer(request, answer, deps, (tx, open) => checkCode(tx, open, answer, signed, deps))
  const { reason, step } = replyOf(answered).flow
  return reason === 'cannot-sign-in' && step.type === 'diagnosis' ? await diagnose(answered.open, deps) : replyOf(answered)
}

/** `signed`: what was read of the passkey's signature before the transaction. */
async function checkCode(
  tx: Tx,
  open: OpenFlow,
  answer: AnswerOf<'challenge'>,
  signed: Signed | undefined,
  deps: RecoveryDeps,
): Promise<Answered> {
  const { stored, now, site } = open
  const { row, challenge } = stored
  if (!challenge) throw new Error('checkCode called without an open challenge')
  // Depends on time alone, for every name. Nothing is compared, so nothing is counted.
  if (now >= challenge.expiresAt) return { open, problem: { code: 'code-expired' } }
  const notACode = 'code' in answer ? noCode(challenge.method, answer.code, site.realm.policy) : undefined
  if (notACode !== undefined) return { open, problem: { code: 'not-a-code', length: notACode } }
  const { guesses: most } = site.realm.policy.code
  const counted = await countGuess(tx).run({ flow: row.id, most, now })
  if (counted.rowsAffected === 0) return { open }
  const guessed = written(open, { guesses: row.guesses + 1 })
  const { method } = challenge
  const rounds = roundsOf(challenge, challenge, now)
  const withinBudget = await spendDailyGuess(tx, open, { method, told: rounds.some(({ told }) => told) }, deps)

  const typed = 'code' in answer ? answer.code : ''
  const { right, warning, heard }: CheckedGuess = isKept(method)
    ? await useKept(tx, open, { method, typed, signed, withinBudget }, deps)
    : { right: isOneOf(rounds, open, typed, deps) && withinBudget }
  if (right && heard !== undefined && heard < site.realm.policy.contacts.needed) return await countContactCode(tx, open, challenge, heard)
  if (right) return { open: await pass(tx, guessed, method, deps) }
  await note(tx, open, 'challenge.failed', {
    details: { method, ...(warning && { warning }), ...(browserOf(stored).familiar && { familiar: true }) },
  })
  if (guessed.stored.row.guesses < most)
    return { open: withChallenge(guessed, await drawNewQuestion(tx, challenge, deps)), problem: { code: 'code-wrong' } }
  const ended = await end(tx, guessed, { because: 'too-many-guesses' }, deps)
  await note(tx, open, 'challenge.exhausted', { details: { method } })
  return { open: ended ?? guessed }
}

/** Security: compares every round, even after one was right; an unknown name has the same number of them. */
function isOneOf(rounds: readonly Round[], { stored: { row, named } }: OpenFlow, typed: string, deps: RecoveryDeps): boolean {
  const digest = codeDigest(deps, row.id, digitsIn(typed))
  const right = rounds.filter((round) => sameDigest(digest, round.digest) && round.told)
  return right.length > 0 && named?.decoy === false
}

/**
 * Limits guesses at one method of one account over all flows (NIST SP 800-63B-4 3.2.2); other methods stay open. Counts against the owner only if a code was
 * really sent to them: a stranger who completes the address wrongly must not use up the owner's guesses.
 * Anybody can be asked for a kept method. So guesses before a proof count apart: strangers can't use up the guesses of an owner who has proven something
 * else first.
 */
export async function spendDailyGuess(
  tx: Tx,
  open: OpenFlow,
  { told, method }: Pick<Round, 'told' | 'method'>,
  deps: RecoveryDeps,
): Promise<boolean> {
  const { stored, site } = open
  const whose = isKept(method) ? (methods[method].mostWrong === undefined ? 'flow' : guesserOf(stored)) : told ? 'account' : 'nobody'
  const parts = whose === 'flow' ? [stored.row.id] : [stored.row.account ?? '', method]
  const of = [whose, ...parts]
  const room = await hasRoom(tx, 'guessesPerAccountDaily', site.realm, of, deps)
  return await hasOwnRoom(tx, 'guessesPerFamiliarDaily', open, { of, room }, deps)
}

/** One code of several that are needed. It was not a wrong guess, so the guess is given back. */
async function countContactCode(tx: Tx, open: OpenFlow, challenge: ChallengeRow, heard: number): Promise<Answered> {
  const { row } = open.stored
  await tx
    .update(flows)
    .set({ guesses: sql`${flows.guesses} - 1` })
    .where(eq(flows.id, row.id))
  await tx.update(challenges).set({ heard }).where(eq(challenges.flow, row.id))
  await note(tx, open, 'contact.heard', { details: { heard, needed: open.site.realm.policy.contacts.needed } })
  return { open: withChallenge(open, { ...challenge, heard }) }
}

/** What follows a right proof. It ends all other codes of the flow, including those that are still waiting to be sent. */
export async function pass(tx: Tx, open: OpenFlow, method: MethodName, deps: RecoveryDeps): Promise<OpenFlow> {
  const { stored, site, now } = open
  const { row, named } = stored
  await tx.delete(challenges).where(eq(challenges.flow, row.id))
  await cancelCodes(tx, [row.id], now)
  const signals = await findSignals(tx, open, method, deps)
  const proven = change(open, {
    proven: [...row.proven, method],
    ...(signals.length > 0 && { signs: signals.join(' ') }),
  })
  const known = withChallenge(await learnOfAccount(tx, proven, method, deps), undefined)
  await note(tx, open, 'challenge.passed', { details: { method, ...weighed(signals, open) } })
  if (isKept(method)) await notifyMethodUsed(tx, open, method, deps)
  if (isAsked(method)) await notifyOwner(tx, open, { kind: 'account-changed', change: 'device-approved' }, deps)
  if (named?.drill) return await endDrill(tx, known, deps)
  const held = mustWait(toFlow(known.stored, site), site.realm.policy) ? await holdRecovery(tx, known, deps) : known
  const { type } = stepOf(held.stored, site, now)
  // An account frozen by an undo link is already locked, and opens when this flow ends.
  const isThrough = type === 'new-password' || type === 'wait'
  return row.reason === 'compromised' && named?.undo === undefined && isThrough ? await lockAccount(tx, held, deps) : held
}

/** Learns what a flow may know only after a proof: the saved codes left, whether an authenticator works, and the address that proved it. */
async function learnOfAccount(tx: Tx, open: OpenFlow, method: MethodName, deps: RecoveryDeps): Promise<OpenFlow> {
  const { stored, site, now } = open
  const { row, named, challenge } = stored
  if (!named) throw new Error('learnOfAccount called without a named account')
  const of = { realm: site.realm.id, account: row.account ?? '' }
  // A practice run uses up no saved code.
  const left = isKept(method) && !named.drill ? await serverMethods[method].left?.(tx, of) : undefined
  const authenticator = hasAuthenticator(await listKept(tx, of, deps.keys), now)
  const address = row.reason === 'compromised' && !isKept(method) ? challenge?.destination : undefined
  if (left === undefined && !authenticator && address === undefined) return open
  return learn(open, {
    ...(left !== undefined && { savedCodesLeft: left }),
    ...(authenticator && { authenticator }),
    ...(address !== undefined && { provenBy: [...(named.provenBy ?? []), address] }),
  })
}

/** Only at the first proof. A practice run needs none, because its person is signed in. */
async function findSignals(tx: Tx, { stored, now, request }: OpenFlow, method: MethodName, { countryOf }: RecoveryDeps) {
  const { visitor, page } = request
  const looks = stored.row.proven.length === 0 && !stored.named?.drill
  return looks ? await gatherSignals(tx, stored, now, { method, visitor, page, countryOf }) : []
}

/** Logs the names, so that operators can see later what was known, and what it weighed that day. */
function weighed(signals: readonly SignalName[], { site }: OpenFlow) {
  const { total: risk, level } = riskOf(signals, site.realm.policy.risk)
  return signals.length > 0 && { signals: signals.join(' '), risk, level }
}
