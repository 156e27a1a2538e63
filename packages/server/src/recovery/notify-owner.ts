/** Notifies the owner of what was done in their name. */
import { languageFor } from '@regain/core'
import type { Before, Undoable } from '../changes/capsule.ts'
import { keepCapsule } from '../changes/capsule.ts'
import type { Tx } from '../db/database.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import type { Notice } from '../outbox/put-notices.ts'
import { putNotices } from '../outbox/put-notices.ts'

/** A change that can be undone, and the account before it; absent if there was none. */
export interface Disputable {
  change: Undoable
  before: Before
}

export async function notifyOwner(tx: Tx, open: OpenFlow, notice: Notice, deps: RecoveryDeps, disputable?: Disputable): Promise<void> {
  const { stored, site, now: at } = open
  // The account's language first, because the reader may not be the person who caused the notice.
  const locale = languageFor(stored.named?.locale, stored.row.locale)
  const to = stored.named?.destinations ?? []
  const account = stored.row.account ?? ''
  const undo = disputable && (await keepCapsule(tx, { ...disputable, site, account, at }, deps))
  await putNotices(tx, { site, account, to, locale, notice, undo, at, timeZone: stored.row.timeZone }, deps)
}
