/** Sets the new password: check, claim, act, settle. A refused password uses up nothing, one of two requests wins, and nobody is shown a success that may be false. */
import type { AnswerOf, FlowReply, News, PasswordRefusal } from '@regain/core'
import { checkPassword, normalisePassword } from '@regain/core'
import { and, eq, isNull } from 'drizzle-orm'
import { isFrozen } from '../changes/capsule.ts'
import type { Tx } from '../db/database.ts'
import { flows } from '../db/schema.ts'
import type { SetPasswordResult } from '../directory/directory.ts'
import { claimFlow, whileClaimed } from '../flows/claim-flow.ts'
import { end, mustEnd } from '../flows/end-flow.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { finish, loadAgain, note, replyOf, resume, takeAnswer, written } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'
import { replaceSavedCode } from '../flows/replace-saved-code.ts'
import { ProblemError } from '../problems/problem.ts'
import { forgetDevices } from '../sign-in/familiar-device.ts'
import { cleanUp } from './clean-up.ts'
import { dropAddresses } from './drop-addresses.ts'
import { notifyOfChange } from './notify-of-change.ts'
import { askedOf, askPeople, beforeOf, undoChange } from './undo-change.ts'

export async function setPassword(request: FlowRequest, answer: AnswerOf<'new-password'>, deps: RecoveryDeps): Promise<FlowReply> {
  const { open: opened } = await takeAnswer(request, answer, deps, async (_, open) => ({ open }))
  const password = normalisePassword(answer.password)
  const why = await refusal(password, opened, deps)
  if (why) return replyOf(await deps.db.write((tx) => refuse(tx, opened, why)))

  const claimed = await deps.db.write((tx) => claim(tx, opened, answer, deps))
  const { named, row } = claimed.stored
  if (row.endedAt !== null) return replyOf({ open: claimed })
  const accountId = named?.accountId ?? ''
  const idempotencyKey = deps.keys.digest('idempotency', row.id, password)
  const change = async () =>
    await deps.directoryOf(claimed.site.realm).setPassword({ accountId, password, idempotencyKey, ...(await askedOf(claimed, deps)) })
  const result = await whileClaimed(claimed, change, deps).catch(async (error: unknown) => {
    await deps.db.write((tx) => release(tx, claimed, deps))
    throw error
  })
  return await deps.db.write(async (tx) => {
    const settled = await settle(tx, { ...claimed, now: deps.clock.now() }, result, deps)
    return await finish(tx, settled, deps)
  })
}

async function refusal(password: string, { stored, site }: OpenFlow, deps: RecoveryDeps): Promise<PasswordRefusal | undefined> {
  const { policy } = site.realm
  const { minLength, maxLength } = policy.password
  const why = checkPassword(password, { minLength, maxLength, context: stored.named?.context ?? [] })
  return why ?? (await deps.findWeakness(password, policy))
}

async function refuse(tx: Tx, open: OpenFlow, why: PasswordRefusal): Promise<Answered> {
  await note(tx, open, 'password.refused', { details: { why } })
  return { open, problem: { code: 'password-refused', why } }
}

/** One of many requests wins; the others are asked to wait. The flow may end here. */
async function claim(tx: Tx, opened: OpenFlow, answer: AnswerOf<'new-password'>, deps: RecoveryDeps): Promise<OpenFlow> {
  const open = await resume(tx, opened, answer, deps)
  const { named } = open.stored
  // Security: a site that keeps its own accounts may not know about a freeze.
  if (named && named.undo === undefined && (await isFrozen(tx, open.site.realm.id, named.accountId))) {
    return (await end(tx, open, { because: 'refused' }, deps)) ?? open
  }
  return await claimFlow(tx, open)
}

/** Returns the flow, open for another try, or as somebody ended it meanwhile. */
async function release(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<OpenFlow> {
  const released = await tx
    .update(flows)
    .set({ claimedUntil: 0 })
    .where(and(eq(flows.id, open.stored.row.id), isNull(flows.endedAt)))
  return released.rowsAffected === 1 ? written(open, { claimedUntil: 0 }) : await loadAgain(tx, open, deps)
}

async function settle(tx: Tx, open: OpenFlow, result: SetPasswordResult, deps: RecoveryDeps): Promise<Answered> {
  const { row, named } = open.stored
  if (result.result === 'busy' || result.result === 'unsure') {
    const problem: News = { code: result.result === 'busy' ? 'directory-unavailable' : 'directory-unsure' }
    return { open: await release(tx, open, deps), problem }
  }
  if (result.result === 'unchanged') return await refuse(tx, await release(tx, open, deps), 'unchanged')
  const before = await beforeOf(tx, open)
  const undoes = named?.undo !== undefined
  const undone = undoes && result.result !== 'gone' ? await undoChange(tx, open, deps) : undefined
  if (undone === 'taken') return { open: await askPeople(tx, await release(tx, open, deps)) }
  const may = !undoes || undone !== undefined
  const changed = result.result === 'changed' || (may && result.result === 'ready' && (await result.commit(tx)))
  if (undone && !changed) throw new ProblemError('changed-meanwhile')
  if (!changed) return { open: await mustEnd(tx, open, { because: 'refused' }, deps) }
  // Even where the site keeps the accounts: a person who knew the old password is a stranger from now on.
  await forgetDevices(tx, open.site.realm.id, named?.accountId ?? '')
  const savedCodes = row.reason === 'compromised' ? await cleanUp(tx, open, deps, undone?.changedAt) : undefined
  await dropAddresses(tx, open, deps)
  const told = await notifyOfChange(tx, open, { change: 'password-changed', before, undone }, deps)
  // Security: the outcome, all other codes and flows, the notices and the log entry are stored together or not at all (R-1101). If somebody else ended the flow
  // meanwhile, this change is rolled back too, because that ending was not about this password. A change that the site has made can't be: it is announced anyway.
  const ending = { outcome: 'password-changed' } as const
  const ended = result.result === 'changed' ? await end(tx, told, ending, deps) : await mustEnd(tx, told, ending, deps)
  if (!ended) return { open: await loadAgain(tx, open, deps) }
  return { open: ended, shown: savedCodes ? { savedCodes } : await replaceSavedCode(tx, ended, deps) }
}
