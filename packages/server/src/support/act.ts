/** How an operator acts on an account: with a reason, an entry in the audit log and a notice to the owner, or not at all. */
import type { AccountChange, AuditEventName } from '@regain/core'
import type { Act } from '../audit/record-act.ts'
import { recordAct } from '../audit/record-act.ts'
import { needCall } from '../calls/need-call.ts'
import type { KeepCapsule } from '../changes/capsule.ts'
import { keepCapsule, readBefore } from '../changes/capsule.ts'
import type { Tx } from '../db/database.ts'
import { accountDigest } from '../directory/account-digest.ts'
import type { FoundAccount } from '../directory/directory.ts'
import type { OperatorDeps, SignedIn } from '../operators/operator.ts'
import { mustNotBeOwnAccount } from '../operators/own-account.ts'
import type { Role } from '../operators/permissions.ts'
import type { Second } from '../operators/second-person.ts'
import type { NoticeNeeds } from '../outbox/put-notices.ts'
import { putNotices } from '../outbox/put-notices.ts'
import { ProblemError } from '../problems/problem.ts'
import { needBuiltIn } from '../sites/need-built-in.ts'
import type { Realm, Site } from '../sites/realm.ts'
import type { AccountAct } from './account-acts.ts'
import { factsOf } from './account-acts.ts'
import type { AccountNeeds } from './find-account.ts'
import { mustFind, realmById } from './find-account.ts'

export interface OnAccount {
  realm: string
  account: string
  reason: string
  operator: string
  role: Role
  requestId: string
  /** The asking operator and the approval of a second one; without them, a privileged account can't be unlocked. */
  word?: { signedIn: SignedIn; second: Second | undefined }
}

export type ActNeeds = AccountNeeds & NoticeNeeds & OperatorDeps

export interface Change {
  verb: AccountAct
  change: AccountChange
  event: AuditEventName
  details?: Act['details']
  /** Regain keeps what it changes for the accounts of every directory. */
  everywhere?: boolean
  /** False: nothing to change, so nothing is written, sent or logged. */
  work(tx: Tx, account: FoundAccount, now: number, realm: Realm): Promise<boolean>
  /** The page that the notice links to. */
  page?(site: Site): string
  /** Lets the account's owner undo it. */
  undo?(account: FoundAccount): Pick<KeepCapsule, 'change' | 'butNot'>
}

export async function act(
  on: OnAccount,
  { verb, change, event, details, everywhere = false, work, page, undo }: Change,
  needs: ActNeeds,
): Promise<{ changed: boolean }> {
  const { db, clock, chance, keys, sites, directoryOf } = needs
  const { builtIn, asked } = factsOf(verb)
  const here = builtIn === true && !everywhere
  const realm = await realmById(sites, on.realm)
  if (here) needBuiltIn(realm)
  const account = await mustFind(directoryOf(realm), on.account)
  const site = (await sites.all()).find((one) => one.realm.id === realm.id)
  const at = clock.now()
  return await db.write(async (tx) => {
    const before = here ? await readBefore(tx, realm.id, on.account) : undefined
    if (here && !before) throw new ProblemError('not-found')
    const { reason, operator, role, requestId } = on
    await mustNotBeOwnAccount(tx, operator, account)
    const call = asked && (await needCall(tx, { realm, operator, role }, at))
    if (!(await work(tx, account, at, realm))) return { changed: false }
    const told = { ...details, ...(call !== undefined && { call }) }
    const digest = accountDigest(keys, realm.id, on.account)
    await recordAct(tx, { name: event, at, operator, requestId, realm: realm.id, account: digest, reason, details: told }, chance)
    if (!site) return { changed: true }
    const link = undo && before && (await keepCapsule(tx, { site, account: digest, before, at, ...undo(account) }, needs))
    const notice = { kind: 'account-changed' as const, change, ...(page && { page: page(site) }) }
    // Every address, whichever the operator spoke to.
    const to = account.destinations.filter(({ verified }) => verified)
    await putNotices(tx, { site, account: digest, to, locale: account.locale ?? 'en', notice, undo: link, at }, needs)
    return { changed: true }
  })
}
