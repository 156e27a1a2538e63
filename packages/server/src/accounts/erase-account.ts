/** Erases an account with everything that belongs to it. Its audit events keep only the keyed digest. */
import { and, eq, inArray } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { dropAll, isFrozen } from '../changes/capsule.ts'
import type { Tx } from '../db/database.ts'
import {
  accessDecisions,
  accountLocks,
  accounts,
  actReasons,
  cases,
  contactAsks,
  destinations,
  devices,
  enrolments,
  flows,
  identifiers,
  lostNames,
  outbox,
  reminders,
} from '../db/schema.ts'
import { failuresOfName, forgetFailures } from '../directory/count-sign-in.ts'
import { announce } from '../events/announce.ts'
import { endFlowsOf } from '../flows/end-flow.ts'
import { endWait } from '../flows/waits.ts'
import { removeKeptSince } from '../methods/kept.ts'
import { countedAs } from '../names/given-name.ts'
import { ProblemError } from '../problems/problem.ts'
import { failureKeysOf } from '../sign-in/failure-keys.ts'
import { forgetSources } from '../sign-in/sign-in-sources.ts'
import type { Realm } from '../sites/realm.ts'
import type { BySite } from './by-site.ts'
import { announcement, fact } from './by-site.ts'

export async function eraseAccount(tx: Tx, by: BySite, of: Realm): Promise<void> {
  const { realm, id } = by
  // Security: an intruder may have made the site ask for this, and then nothing would be left to restore.
  if (await isFrozen(tx, realm, id)) throw new ProblemError('account-frozen')
  const names = await tx
    .select({ kind: identifiers.kind, value: identifiers.value })
    .from(identifiers)
    .where(and(eq(identifiers.realm, realm), eq(identifiers.account, id)))
  const gone = await tx.delete(accounts).where(and(eq(accounts.realm, realm), eq(accounts.id, id)))
  if (gone.rowsAffected === 0) throw new ProblemError('not-found')
  for (const table of [identifiers, lostNames, destinations, accountLocks, devices, enrolments])
    await tx.delete(table).where(and(eq(table.realm, realm), eq(table.account, id)))
  await forgetSources(
    tx,
    realm,
    names.map((name) => failuresOfName(by.keys, realm, countedAs(name, of)).others),
  )
  await forgetFailures(tx, realm, failureKeysOf(by.keys, of, { id, identifiers: names }))
  const event = fact(by)
  await removeKeptSince(tx, { realm, account: event.account }, { since: 0, butNot: [] }, by.keys)
  await endFlowsOf(tx, event.account, by.now)
  await endWait(tx, event.account)
  await tx.delete(contactAsks).where(eq(contactAsks.account, event.account))
  // Flows contain the account's addresses, sealed. Ended flows no longer need them.
  await tx.update(flows).set({ named: null }).where(eq(flows.account, event.account))
  const about = tx.select({ id: cases.id }).from(cases).where(eq(cases.account, event.account))
  await tx.delete(accessDecisions).where(inArray(accessDecisions.case, about))
  await tx.delete(cases).where(eq(cases.account, event.account))
  await dropAll(tx, event.account)
  await tx.delete(reminders).where(and(eq(reminders.realm, realm), eq(reminders.account, event.account)))
  await tx.delete(actReasons).where(eq(actReasons.account, event.account))
  // Waiting messages are still sent, but no longer linked to the account or its address.
  await tx.update(outbox).set({ account: null, masked: null }).where(eq(outbox.account, event.account))
  await record(tx, { ...event, name: 'account.erased' })
  await announce(tx, { ...announcement(by), type: 'account.erased' }, by)
}
