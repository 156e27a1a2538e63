/** Shows one value of an account in full: deliberately, with a reason, and logged. */
import { recordAct } from '../audit/record-act.ts'
import type { Tx } from '../db/database.ts'
import { accountDigest } from '../directory/account-digest.ts'
import { hasRoom, mustHaveRoom } from '../limits/room.ts'
import type { SignedIn } from '../operators/operator.ts'
import { mustNotBeOwnAccount } from '../operators/own-account.ts'
import { ProblemError } from '../problems/problem.ts'
import type { OnAccount } from './act.ts'
import type { AccountNeeds } from './find-account.ts'
import { mustFind, realmById } from './find-account.ts'

/** Index in the order shown. */
export interface WhichValue {
  of: 'identifiers' | 'destinations'
  place: number
}

export async function unmask(
  on: OnAccount,
  signedIn: SignedIn,
  { of, place }: WhichValue,
  needs: AccountNeeds,
): Promise<{ value: string }> {
  const realm = await realmById(needs.sites, on.realm)
  const account = await mustFind(needs.directoryOf(realm), on.account)
  const shown = account[of][place]
  if (!shown) throw new ProblemError('not-found')
  const { reason, operator, requestId } = on
  const digest = accountDigest(needs.keys, realm.id, on.account)
  const act = { name: 'account.unmasked' as const, at: needs.clock.now(), operator, requestId, realm: realm.id, account: digest, reason }
  await needs.db.write(async (tx) => {
    await mustNotBeOwnAccount(tx, operator, account)
    await mustBeFew(tx, signedIn, needs)
    await recordAct(tx, { ...act, details: { of, place } }, needs.chance)
  })
  return { value: shown.value }
}

/** Otherwise an operator could read every address, one after the other. Beyond a day's share, each one takes a fresh proof by the operator, not just a session. */
async function mustBeFew(tx: Tx, { operator, session }: SignedIn, needs: AccountNeeds): Promise<void> {
  await mustHaveRoom(tx, 'unmaskedPerOperatorInAll', undefined, [operator.id], needs)
  const isFresh = await hasRoom(tx, 'unmaskedPerProof', undefined, [session.id, String(session.provenAt)], needs)
  const isOfTheDay = await hasRoom(tx, 'unmaskedPerOperatorDaily', undefined, [operator.id], needs)
  if (!isOfTheDay && !isFresh) throw new ProblemError('step-up-needed')
}
