/** "Someone else is in my account": the new password removes recent methods and renews saved codes. The method that just proved the owner, and older ones, stay. */
import type { MethodName } from '@regain/core'
import { methodHold } from '../changes/hold.ts'
import type { Tx } from '../db/database.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { note } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { readRow } from '../methods/contract/rows.ts'
import { serverMethods } from '../methods/index.ts'
import { removeKeptSince } from '../methods/kept.ts'
import { renewSavedCodes } from '../methods/saved-code/saved-code.ts'
import { HOUR_MS } from '../world/clock.ts'
import { notifyOwner } from './notify-owner.ts'

/** an address counts as new for this long. */
export const LATELY_MS = 72 * HOUR_MS

const ofAccount = ({ stored, site }: OpenFlow) => ({ realm: site.realm.id, account: stored.row.account ?? '' })

/** Runs with the new password. `changedAt`: when an undone change was made, however long ago. Returns the new saved codes, if there are any. */
export async function cleanUp(tx: Tx, open: OpenFlow, deps: RecoveryDeps, changedAt = open.now): Promise<string[] | undefined> {
  const savedCodes = await replaceSheet(tx, open, deps)
  await removeLateMethods(tx, open, { changedAt, butNot: savedCodes ? ['saved-code'] : [] }, deps)
  return savedCodes
}

interface Late {
  changedAt: number
  butNot: readonly MethodName[]
}

async function removeLateMethods(tx: Tx, open: OpenFlow, { changedAt, butNot }: Late, deps: RecoveryDeps): Promise<void> {
  const { row, named } = open.stored
  const since = Math.min(open.now - LATELY_MS, changedAt, named?.notMineSince ?? open.now)
  for (const method of await removeKeptSince(tx, ofAccount(open), { since, butNot: [...row.proven, ...butNot] }, deps.keys)) {
    await note(tx, open, 'method.removed', { details: { method, lately: true } })
    await notifyOwner(tx, open, { kind: 'account-changed', change: serverMethods[method].notices.removed }, deps)
  }
}

/** An intruder may have copied the saved codes. A person who reported one and had codes gets new ones, shown only in this reply. Undefined: there were none, or the realm no longer offers them. */
async function replaceSheet(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<string[] | undefined> {
  const { site, stored, now } = open
  const of = ofAccount(open)
  if (stored.named?.lock?.cause !== 'compromised') return undefined
  if (!site.realm.policy.methods.includes('saved-code') || !(await readRow(tx, of, 'saved-code'))) return undefined
  const destinations = (stored.named?.destinations ?? []).map((one) => ({ ...one, verified: true, since: 0 }))
  const heldUntil = await methodHold(tx, { realm: site.realm, account: of.account, destinations, now }, deps)
  const { codes } = await renewSavedCodes(tx, of, { now, heldUntil }, deps)
  await note(tx, open, 'method.renewed', { details: { method: 'saved-code' } })
  const held = heldUntil > 0 && { heldUntil }
  await notifyOwner(tx, open, { kind: 'account-changed', change: serverMethods['saved-code'].notices.made, ...held }, deps)
  return codes
}
