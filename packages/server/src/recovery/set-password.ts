/** Sets the new password: check, claim, act, settle. A refused one costs nothing, one of two requests wins, and nobody reads a success that may not be true. */
import type { AnswerOf, FlowReply, News, PasswordRefusal } from '@regain/core'
import { checkPassword, normalisePassword } from '@regain/core'
import { and, eq, isNull, lte } from 'drizzle-orm'
import { isFrozen } from '../changes/capsule.ts'
import type { Tx } from '../db/database.ts'
import { flows } from '../db/schema.ts'
import type { SetPasswordResult } from '../directory/directory.ts'
import { endFlow } from '../flows/end-flow.ts'
import { note } from '../flows/note.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { findFlow, mustTake, replyAfter, replyOf, takeAnswer } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'
import { ProblemError } from '../problems/problem.ts'
import { forgetDevices } from '../sign-in/familiar-device.ts'
import { cleanUp, withSheet } from './clean-up.ts'
import { dropAddresses } from './drop-addresses.ts'
import { tellOfChange } from './tell-of-change.ts'
import { askedOf, askPeople, beforeOf, undoChange } from './undo-change.ts'

/** Longer than a directory may take; after it a request that died no longer holds the flow. */
const CLAIM_MS = 30_000

export async function setPassword(request: FlowRequest, answer: AnswerOf<'new-password'>, deps: RecoveryDeps): Promise<FlowReply> {
  const opened = await takeAnswer(request, answer, deps, async (_, open) => open)
  const password = normalisePassword(answer.password)
  const why = await refusal(password, opened, deps)
  if (why) return await deps.db.write((tx) => refuse(tx, opened, why))

  const claimed = await deps.db.write((tx) => claim(tx, request, answer, deps))
  if (!claimed) return replyOf(await findFlow(deps.db.read, request, deps))
  const { named, row } = claimed.stored
  const accountId = named?.accountId ?? ''
  const idempotencyKey = deps.keys.digest('idempotency', row.id, password)
  const result = await askedOf(claimed, deps)
    .then((asked) => deps.directoryOf(claimed.site.realm).setPassword({ accountId, password, idempotencyKey, ...asked }))
    .catch(async (error: unknown) => {
      await deps.db.write((tx) => release(tx, row.id))
      throw error
    })
  return await deps.db.write(async (tx) => settle(tx, { ...claimed, now: deps.clock.now() }, result, deps))
}

async function refusal(password: string, { stored, site }: OpenFlow, deps: RecoveryDeps): Promise<PasswordRefusal | undefined> {
  const { policy } = site.realm
  const { minLength, maxLength } = policy.password
  const why = checkPassword(password, { minLength, maxLength, context: stored.named?.context ?? [] })
  return why ?? (await deps.findWeakness(password, policy))
}

async function refuse(tx: Tx, open: OpenFlow, why: PasswordRefusal): Promise<FlowReply> {
  await note(tx, open, 'password.refused', { details: { why } })
  return replyOf(open, { code: 'password-refused', why })
}

/** One of twenty wins; the others are told to wait. Undefined: the flow has ended with that. */
async function claim(tx: Tx, request: FlowRequest, answer: AnswerOf<'new-password'>, deps: RecoveryDeps): Promise<OpenFlow | undefined> {
  const open = mustTake(await findFlow(tx, request, deps), answer)
  const { named, row } = open.stored
  // Security: a site that keeps the accounts may know nothing of a freeze.
  if (named && named.undo === undefined && (await isFrozen(tx, open.site.realm.id, named.accountId))) {
    await endFlow(tx, row.id, { because: 'refused' }, open.now)
    return undefined
  }
  const claimed = await tx
    .update(flows)
    .set({ claimedUntil: open.now + CLAIM_MS })
    .where(and(eq(flows.id, row.id), isNull(flows.endedAt), lte(flows.claimedUntil, open.now)))
  if (claimed.rowsAffected === 0) throw new ProblemError('in-progress', { retryAfterSeconds: 2 })
  return open
}

const release = (tx: Tx, flow: string) => tx.update(flows).set({ claimedUntil: 0 }).where(eq(flows.id, flow))

async function settle(tx: Tx, open: OpenFlow, result: SetPasswordResult, deps: RecoveryDeps): Promise<FlowReply> {
  const { row } = open.stored
  if (result.result === 'busy' || result.result === 'unsure') {
    await release(tx, row.id)
    const problem: News = { code: result.result === 'busy' ? 'directory-unavailable' : 'directory-unsure' }
    return await replyAfter(tx, open, deps, problem)
  }
  if (result.result === 'unchanged') {
    await release(tx, row.id)
    return await refuse(tx, open, 'unchanged')
  }
  const before = await beforeOf(tx, open)
  const undoes = open.stored.named?.undo !== undefined
  const undone = undoes && result.result !== 'gone' ? await undoChange(tx, open, deps) : undefined
  if (undone === 'taken') {
    await askPeople(tx, open)
    return await replyAfter(tx, open, deps)
  }
  const may = !undoes || undone !== undefined
  const changed = result.result === 'changed' || (may && result.result === 'ready' && (await result.commit(tx)))
  if (undone && !changed) throw new ProblemError('changed-meanwhile')
  // Security: the outcome, every other code and flow, the notices and the record stand or fall together (R-1101). A flow that somebody else ended meanwhile
  // takes this change back with it: its ending is not about this password. The site's own change is announced anyway.
  const ended = await endFlow(tx, row.id, changed ? { outcome: 'password-changed' } : { because: 'refused' }, open.now)
  if (!ended && result.result !== 'changed') throw new ProblemError('wrong-step', { flow: (await replyAfter(tx, open, deps)).flow })
  if (!changed) return await replyAfter(tx, open, deps)
  // Where the site keeps the accounts, too: somebody who knew the old password is a stranger from now on.
  await forgetDevices(tx, open.site.realm.id, open.stored.named?.accountId ?? '')
  const savedCodes = row.reason === 'compromised' ? await cleanUp(tx, open, deps, undone?.changedAt) : undefined
  await dropAddresses(tx, open, deps)
  await tellOfChange(tx, open, { change: 'password-changed', before, undone }, deps)
  return withSheet(await replyAfter(tx, open, deps), savedCodes)
}
