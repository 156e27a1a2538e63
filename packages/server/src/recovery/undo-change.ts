/** The new password of a flow that undoes a change: everything is restored in the same transaction, and everybody is notified. */
import { languageFor } from '@regain/core'
import type { Before } from '../changes/capsule.ts'
import { isOfMethod, keepCapsule, readBefore, unexpiredCapsules } from '../changes/capsule.ts'
import type { Undone } from '../changes/restore.ts'
import { NameTaken, restore } from '../changes/restore.ts'
import type { Tx } from '../db/database.ts'
import { announce } from '../events/announce.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { change, note } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { putNotices } from '../outbox/put-notices.ts'

/** What the directory needs beside the new password. */
export async function askedOf({ stored, site, now }: OpenFlow, deps: RecoveryDeps) {
  const { named, row } = stored
  // Security: core never leads here in these cases; checked again because a password would be set.
  if (!named || named.decoy || named.drill) throw new Error('askedOf called without a named account')
  const asked = { generation: named.generation, mustDiffer: named.lock?.cause === 'compromised' }
  if (named.undo === undefined) return asked
  const capsule = (await unexpiredCapsules(deps.db.read, row.account ?? '', now, deps.seal)).find(({ id }) => id === named.undo)
  const old = capsule?.before.passwordHash
  // The site may have raised the generation when it learned of the freeze. What proved this person is older than both.
  const read = site.realm.webhook && (await deps.directoryOf(site.realm).read(named.accountId))
  return {
    generation: read?.result === 'found' ? read.account.generation : named.generation,
    mustDiffer: true,
    ...(old && { neither: [old] }),
  }
}

/** All or nothing. `taken`: another account now has an earlier name. Undefined: the change can no longer be undone. */
export async function undoChange(tx: Tx, { stored, site, now }: OpenFlow, deps: RecoveryDeps): Promise<Undone | 'taken' | undefined> {
  const { row, named } = stored
  const what = { realm: site.realm, account: row.account ?? '', capsule: named?.undo ?? 0, now }
  try {
    return await tx.attempt(() => restore(tx, what, deps.seal))
  } catch (error) {
    if (error instanceof NameTaken) return 'taken'
    throw error
  }
}

/** Nothing was written. Operators find out whose name it is, and until then the account stays frozen. */
export async function askPeople(tx: Tx, open: OpenFlow): Promise<OpenFlow> {
  await note(tx, open, 'flow.help-asked', { details: { because: 'name-taken' } })
  return change(open, { remedy: 'help' })
}

/**
 * Goes to the restored and to the removed addresses. Security: the notice has no undo link, except if a link from a method's notice began this: such links lie in mailboxes
 * from ordinary days, and a thief who reads one must not be able to set a password that the owner can't dispute.
 */
export async function notifyUndone(tx: Tx, open: OpenFlow, undone: Undone, deps: RecoveryDeps): Promise<void> {
  const { site, now: at, stored } = open
  await note(tx, open, 'account.restored', { details: undone.details })
  await announce(tx, { type: 'account.restored', realm: site.realm.id, accountId: stored.named?.accountId ?? '', at }, deps)
  const to = undone.addresses.filter(({ verified }) => verified)
  const notice = { kind: 'account-changed', change: 'restored-by-owner' } as const
  const account = stored.row.account ?? ''
  const before = isOfMethod(undone.change) ? await beforeOf(tx, open) : undefined
  const undo = before && (await keepCapsule(tx, { site, account, change: 'password-changed', before, at }, deps))
  await putNotices(
    tx,
    { site, account, to, locale: languageFor(stored.named?.locale, stored.row.locale), notice, undo, at, timeZone: stored.row.timeZone },
    deps,
  )
}

/** The account before this change, for its capsule. Where the site keeps the accounts, it is what the site answered when the account was named. */
export async function beforeOf(tx: Tx, { stored: { named }, site }: OpenFlow): Promise<Before | undefined> {
  if (!named || named.decoy) return undefined
  if (!site.realm.webhook) return await readBefore(tx, site.realm.id, named.accountId)
  const destinations = named.destinations.map((one) => ({ ...one, verified: true, since: 0 }))
  const account = { id: named.accountId, destinations, identifiers: [named.name], ...(named.locale && { locale: named.locale }) }
  return { account, passwordHash: null, disabledSince: null }
}
