/** The new password of a flow that undoes a change: everything is restored in the same transaction, and everybody is notified. */
import { languageFor } from '@regain/core'
import type { Before } from '../changes/capsule.ts'
import { isOfMethod, keepCapsule, livingCapsules, readBefore } from '../changes/capsule.ts'
import type { Undone } from '../changes/restore.ts'
import { NameTaken, restore } from '../changes/restore.ts'
import type { Tx } from '../db/database.ts'
import { announce } from '../events/announce.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { change, note } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { putNotices } from '../outbox/put-notices.ts'

/** What is asked of the directory beside the new password itself. */
export async function askedOf({ stored, site, now }: OpenFlow, deps: RecoveryDeps) {
  const { named, row } = stored
  // Security: core leads neither here; that is made sure of where it counts.
  if (!named || named.decoy || named.drill) throw new Error('a new password without a named account')
  const asked = { generation: named.generation, mustDiffer: named.lock?.cause === 'compromised' }
  if (named.undo === undefined) return asked
  const capsule = (await livingCapsules(deps.db.read, row.account ?? '', now, deps.seal)).find(({ id }) => id === named.undo)
  const old = capsule?.before.passwordHash
  // The site may well have raised it when it heard of the freeze; what proved this person is older than both.
  const read = site.realm.webhook && (await deps.directoryOf(site.realm).read(named.accountId))
  return {
    generation: read?.result === 'found' ? read.account.generation : named.generation,
    mustDiffer: true,
    ...(old && { neither: [old] }),
  }
}

/** All of it or nothing. `taken`: an earlier name belongs to somebody else by now. Undefined: the change can no longer be undone. */
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

/** Nothing was written: people of the site find out whose name it is, and the account stays frozen until then. */
export async function askPeople(tx: Tx, open: OpenFlow): Promise<OpenFlow> {
  await note(tx, open, 'flow.help-asked', { details: { because: 'name-taken' } })
  return change(open, { remedy: 'help' })
}

/**
 * To old addresses and to those that are gone. Security: nobody gets a link by which this could be undone in turn, but where it was begun by the notice of a
 * method: such links are in mailboxes from ordinary days, and a reader of one could otherwise set a password that nobody can dispute.
 */
export async function tellUndone(tx: Tx, open: OpenFlow, undone: Undone, deps: RecoveryDeps): Promise<void> {
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

/** For the capsule of this very change. A site that keeps its own accounts has told what they were when they were named. */
export async function beforeOf(tx: Tx, { stored: { named }, site }: OpenFlow): Promise<Before | undefined> {
  if (!named || named.decoy) return undefined
  if (!site.realm.webhook) return await readBefore(tx, site.realm.id, named.accountId)
  const destinations = named.destinations.map((one) => ({ ...one, verified: true, since: 0 }))
  const account = { id: named.accountId, destinations, identifiers: [named.name], ...(named.locale && { locale: named.locale }) }
  return { account, passwordHash: null, disabledSince: null }
}
