/** What follows a new password or passkey: other attempts end, the owner and the site are notified, and it is logged with a receipt. */
import { createReceipt } from '../audit/receipt.ts'
import type { Before } from '../changes/capsule.ts'
import type { Undone } from '../changes/restore.ts'
import type { Tx } from '../db/database.ts'
import { announce } from '../events/announce.ts'
import { endFlowsOf } from '../flows/end-flow.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { learn, note } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { endWait } from '../flows/waits.ts'
import { countPasskeys } from '../methods/passkey/passkey.ts'
import { notifyOwner } from './notify-owner.ts'
import { notifyUndone } from './undo-change.ts'

export interface MadeChange {
  change: 'password-changed' | 'passkey-made'
  before: Before | undefined
  /** The change that this one undid. */
  undone?: Undone | undefined
}

export async function notifyOfChange(
  tx: Tx,
  open: OpenFlow,
  { change, before, undone }: MadeChange,
  deps: RecoveryDeps,
): Promise<OpenFlow> {
  const { stored, site, now } = open
  const { row, named } = stored
  await endWait(tx, row.account ?? '')
  const superseded = row.account === null ? 0 : await endFlowsOf(tx, row.account, now, row.id)
  const receipt = createReceipt(deps.chance)
  const receiptUrl = `${deps.origin}/receipts/${receipt}`
  const isPasskey = change === 'passkey-made'
  const passkeys = await countLeft(tx, open)
  const told = { receiptUrl, ...(passkeys > 0 && { passkeys }) }
  const notice = isPasskey ? ({ kind: 'account-changed', change, ...told } as const) : ({ kind: change, ...told } as const)
  if (undone) await notifyUndone(tx, open, undone, deps)
  else await notifyOwner(tx, open, notice, deps, before && { change, before })
  // For a site this is the same event: the old password is invalid, and so are the sessions that it began.
  await announce(tx, { type: 'password.changed', realm: site.realm.id, accountId: named?.accountId ?? '', at: now }, deps)
  await note(tx, open, 'password.changed', { details: { superseded, ...(isPasskey && { passkey: true }) }, receipt })
  return passkeys > 0 && named ? learn(open, { passkeys }) : open
}

/** A new password removes no passkeys. Where they sign people in, the page and the mail ask the owner to check that all of them are theirs. */
async function countLeft(tx: Tx, { stored: { row }, site: { realm } }: OpenFlow): Promise<number> {
  return realm.policy.signInByPasskey ? await countPasskeys(tx, { realm: realm.id, account: row.account ?? '' }) : 0
}
