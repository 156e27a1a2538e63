/** Sets a passkey in place of a new password: verified before the transaction, which stores it and deletes the old password. */
import type { AnswerOf, FlowReply } from '@regain/core'
import { methodHold } from '../changes/hold.ts'
import type { NewPasskey } from '../crypto/webauthn.ts'
import { readAttestation } from '../crypto/webauthn.ts'
import type { Tx } from '../db/database.ts'
import { mustEnd } from '../flows/end-flow.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { finish, replyOf, resume, takeAnswer } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'
import { replaceSavedCode } from '../flows/replace-saved-code.ts'
import { putPasskey, whyNotAdded } from '../methods/passkey/passkey.ts'
import { ProblemError } from '../problems/problem.ts'
import { cleanUp } from './clean-up.ts'
import { dropAddresses } from './drop-addresses.ts'
import { notifyOfChange } from './notify-of-change.ts'
import { beforeOf } from './undo-change.ts'

export async function setPasskey(request: FlowRequest, answer: AnswerOf<'new-passkey'>, deps: RecoveryDeps): Promise<FlowReply> {
  const { open: opened } = await takeAnswer(request, answer, deps, async (_, open) => ({ open }))
  const made = await readMade(opened, answer, deps)
  if (!made) return replyOf({ open: opened, problem: { code: 'code-wrong' } })
  return await deps.db.write(async (tx) => {
    const settled = await settle(tx, await resume(tx, opened, answer, deps), made, deps)
    return await finish(tx, settled, deps)
  })
}

/** Security: it must answer this flow's own challenge, on a page of the site, for the host that was named, with user verification. */
async function readMade({ stored, site }: OpenFlow, { credential }: AnswerOf<'new-passkey'>, deps: RecoveryDeps) {
  const { challenge, host } = stored.named?.newPasskey ?? {}
  if (!challenge || !host) return undefined
  return await readAttestation(credential, { challenge, host, origins: [...site.origins, deps.origin] })
}

async function settle(tx: Tx, open: OpenFlow, made: NewPasskey, deps: RecoveryDeps): Promise<Answered> {
  const { stored, site, now, request } = open
  const { row, named } = stored
  const { locks } = deps.directoryOf(site.realm)
  // Security: core never leads here in these cases; checked again because a passkey would be stored.
  if (!named || named.decoy || named.drill || !locks) throw new Error('setPasskey called without a named account')
  // A chosen password is being hashed: its result comes first.
  if (row.claimedUntil > now) throw new ProblemError('in-progress', { retryAfterSeconds: 2 })
  const { accountId, generation } = named
  const of = { realm: site.realm.id, account: row.account ?? '' }
  if (await whyNotAdded(tx, of, made)) return { open, problem: { code: 'code-wrong' } }

  const before = await beforeOf(tx, open)
  const destinations = before?.account.destinations ?? []
  const heldUntil = await methodHold(tx, { realm: site.realm, account: of.account, destinations, now }, deps)
  const changed = await locks.dropPassword(tx, { accountId, generation })
  if (!changed) return { open: await mustEnd(tx, open, { because: 'refused' }, deps) }
  // Recent methods are removed before the new passkey is added.
  const savedCodes = row.reason === 'compromised' ? await cleanUp(tx, open, deps) : undefined
  await dropAddresses(tx, open, deps)
  const told = await notifyOfChange(tx, open, { change: 'passkey-made', before }, deps)
  await putPasskey(tx, of, made, { accountId, name: request.visitor.browser ?? '', now, heldUntil, instead: true })
  // Security: the outcome, all other codes and flows, the notices and the log entry are stored together or not at all (R-1101).
  const ended = await mustEnd(tx, told, { outcome: 'passkey-made' }, deps)
  return { open: ended, shown: savedCodes ? { savedCodes } : await replaceSavedCode(tx, ended, deps) }
}
