/** Counts the guess, compares the code, consumes it: each one guarded statement whose affected rows decide. */
import type { AnswerOf, FlowReply, MethodName, Proof, SignalName } from '@regain/core'
import { digitsIn, isAsked, isKept, methods, riskOf } from '@regain/core'
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { sameDigest } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { challenges, flows } from '../db/schema.ts'
import type { Browser } from '../flows/browser.ts'
import { browserOf, hasOwnRoom } from '../flows/browser.ts'
import type { Round } from '../flows/earlier.ts'
import { roundsOf } from '../flows/earlier.ts'
import { endFlow } from '../flows/end-flow.ts'
import type { ChallengeRow } from '../flows/facts.ts'
import { gatherSignals } from '../flows/gather-signals.ts'
import { note } from '../flows/note.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { replyAfter, replyOf } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { noCode } from '../formats/typed-code.ts'
import { hasRoom } from '../limits/room.ts'
import type { Signed } from '../methods/contract/method.ts'
import { cancelCodes } from '../outbox/put-message.ts'
import { askAnew } from './ask-for-kept.ts'
import { settleDrill } from './end-drill.ts'
import { holdRecovery } from './hold-recovery.ts'
import { learnOfAccount } from './learn-of-account.ts'
import { codeDigest } from './question.ts'
import { shutDoor } from './shut-door.ts'
import { tellOwner } from './tell-owner.ts'
import type { Looked } from './use-kept.ts'
import { guesserOf, tellUsed, useKept } from './use-kept.ts'

export const countGuess = prepareOnce((tx: Tx) => {
  const isMore = lt(flows.guesses, sql.placeholder('most'))
  return tx
    .update(flows)
    .set({ guesses: sql`${flows.guesses} + 1` })
    .where(and(eq(flows.id, sql.placeholder('flow')), isMore, isNull(flows.endedAt), gt(flows.expiresAt, sql.placeholder('now'))))
    .prepare()
})

/** `signed`: what was read of it before, where an authenticator answered. */
export async function checkCode(
  tx: Tx,
  open: OpenFlow,
  answer: AnswerOf<'challenge'>,
  signed: Signed | undefined,
  deps: RecoveryDeps,
): Promise<FlowReply> {
  const { stored, now, site } = open
  const { row, challenge } = stored
  if (!challenge) throw new Error('the step is a challenge, but the flow has none')
  // Depends on time alone, for everybody; nothing is compared, so nothing is counted.
  if (now >= challenge.expiresAt) return replyOf(open, { code: 'code-expired' })
  const notACode = 'code' in answer ? noCode(challenge.method, answer.code, site.realm.policy) : undefined
  if (notACode !== undefined) return replyOf(open, { code: 'not-a-code', length: notACode })
  const { guesses: most } = site.realm.policy.code
  const counted = await countGuess(tx).run({ flow: row.id, most, now })
  if (counted.rowsAffected === 0) return await replyAfter(tx, open, deps)
  const { method } = challenge
  const browser = await browserOf(tx, open)
  const rounds = roundsOf(challenge, challenge, now)
  const withinBudget = await spendDailyGuess(tx, open, { method, told: rounds.some(({ told }) => told) }, browser, deps)

  const typed = 'code' in answer ? answer.code : ''
  const { right, warning, heard }: Looked = isKept(method)
    ? await useKept(tx, open, { method, typed, signed, withinBudget }, deps)
    : { right: isOneOf(rounds, open, typed, deps) && withinBudget }
  if (right && heard !== undefined && heard < site.realm.policy.contacts.needed) return await hear(tx, open, challenge, heard)
  if (right) return await pass(tx, open, method, deps)
  await note(tx, open, 'challenge.failed', {
    details: { method, ...(warning && { warning }), ...(browser.familiar && { familiar: true }) },
  })
  const guesses = row.guesses + 1
  if (guesses < most) {
    const asked = await askAnew(tx, challenge, deps)
    return replyOf({ ...open, stored: { ...stored, row: { ...row, guesses }, challenge: asked } }, { code: 'code-wrong' })
  }
  await endFlow(tx, row.id, { because: 'too-many-guesses' }, now)
  await note(tx, open, 'challenge.exhausted', { details: { method: challenge.method } })
  return await replyAfter(tx, open, deps)
}

/** Security: each is compared, also when one was right, and for nobody there are as many. */
function isOneOf(rounds: readonly Round[], { stored: { row, named } }: OpenFlow, typed: string, deps: RecoveryDeps): boolean {
  const digest = codeDigest(deps, row.id, digitsIn(typed))
  const right = rounds.filter((round) => sameDigest(digest, round.digest) && round.told)
  return right.length > 0 && named?.decoy === false
}

/**
 * Guesses at one method of one account over all flows (NIST SP 800-63B-4 3.2.2); another method stays open. Only where a code was really sent: who
 * completes the address wrongly must not be able to spend the owner's guesses.
 * What a person keeps is asked of anybody: there guesses of somebody who has proven nothing count apart, so that strangers use up none of the owner's, who proves
 * something else first.
 */
export async function spendDailyGuess(
  tx: Tx,
  { stored, site }: OpenFlow,
  { told, method }: Pick<Round, 'told' | 'method'>,
  browser: Browser,
  deps: RecoveryDeps,
): Promise<boolean> {
  const whose = isKept(method) ? (methods[method].mostWrong === undefined ? 'flow' : guesserOf(stored)) : told ? 'account' : 'nobody'
  const parts = whose === 'flow' ? [stored.row.id] : [stored.row.account ?? '', method]
  const of = [whose, ...parts]
  const room = await hasRoom(tx, 'guessesPerAccountDaily', site.realm, of, deps)
  return await hasOwnRoom(tx, 'guessesPerFamiliarDaily', { row: stored.row, site }, browser, { of, room }, deps)
}

/** One of several that are needed: it was no wrong guess, so it takes none away. */
async function hear(tx: Tx, open: OpenFlow, challenge: ChallengeRow, heard: number): Promise<FlowReply> {
  const { row } = open.stored
  await tx
    .update(flows)
    .set({ guesses: sql`${flows.guesses} - 1` })
    .where(eq(flows.id, row.id))
  await tx.update(challenges).set({ heard }).where(eq(challenges.flow, row.id))
  await note(tx, open, 'contact.heard', { details: { heard, needed: open.site.realm.policy.contacts.needed } })
  return replyOf({ ...open, stored: { ...open.stored, challenge: { ...challenge, heard } } })
}

async function pass(tx: Tx, open: OpenFlow, method: MethodName, deps: RecoveryDeps): Promise<FlowReply> {
  if (!(await useUp(tx, open))) return await replyAfter(tx, open, deps)
  return await prove(tx, open, method, deps)
}

/** With one code every other of the flow ends, also one that still waits to be sent. False: somebody was faster. */
export async function useUp(tx: Tx, { stored: { row }, now }: OpenFlow): Promise<boolean> {
  const used = await tx.delete(challenges).where(eq(challenges.flow, row.id))
  await cancelCodes(tx, [row.id], now)
  return used.rowsAffected > 0
}

/** Its challenge was used up. */
export async function prove(tx: Tx, open: OpenFlow, method: MethodName, deps: RecoveryDeps): Promise<FlowReply> {
  const { row } = open.stored
  const signals = await lookForSigns(tx, open, method, deps)
  const learned = {
    proven: JSON.stringify([...(JSON.parse(row.proven) as Proof[]), method]),
    ...(signals.length > 0 && { signs: signals.join(' ') }),
  }
  await tx.update(flows).set(learned).where(eq(flows.id, row.id))
  const known = await learnOfAccount(tx, open, method, deps)
  await note(tx, open, 'challenge.passed', { details: { method, ...weighed(signals, open) } })
  if (isKept(method)) await tellUsed(tx, open, method, deps)
  if (isAsked(method)) await tellOwner(tx, open, { kind: 'account-changed', change: 'device-approved' }, deps)
  const proven = { ...open, stored: { ...open.stored, row: { ...row, ...learned }, named: known } }
  const named = await holdRecovery(tx, proven, deps)
  const reply = await replyAfter(tx, open, deps)
  await settleDrill(tx, open, reply.flow.step)
  // What a link froze is shut already, and opens with the end of this flow.
  const isThrough = reply.flow.step.type === 'new-password' || reply.flow.step.type === 'wait'
  if (row.reason !== 'compromised' || named.undo !== undefined || !isThrough) return reply
  await shutDoor(tx, { ...proven, stored: { ...proven.stored, named } }, deps)
  return await replyAfter(tx, open, deps)
}

/** At the first proof, and not at later ones. A practice run needs none: its person is signed in. */
async function lookForSigns(tx: Tx, { stored, now, request }: OpenFlow, method: MethodName, { countryOf }: RecoveryDeps) {
  const { visitor, page } = request
  const looks = stored.row.proven === '[]' && !stored.named?.drill
  return looks ? await gatherSignals(tx, stored, now, { method, visitor, page, countryOf }) : []
}

/** By name, so that it can be shown later what was known, and what it weighed that day. */
function weighed(signals: readonly SignalName[], { site }: OpenFlow) {
  const { total: risk, level } = riskOf(signals, site.realm.policy.risk)
  return signals.length > 0 && { signals: signals.join(' '), risk, level }
}
