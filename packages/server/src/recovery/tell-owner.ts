/** Notifies the owner of what was done in their name. */
import { languageFor } from '@regain/core'
import type { Before, Undoable } from '../changes/capsule.ts'
import { keepCapsule } from '../changes/capsule.ts'
import type { Tx } from '../db/database.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import type { Notice } from '../outbox/put-notices.ts'
import { putNotices } from '../outbox/put-notices.ts'

/** What can be undone, and how it was before; absent: nothing was changed that could be. */
export interface Disputable {
  change: Undoable
  before: Before
}

export async function tellOwner(tx: Tx, open: OpenFlow, notice: Notice, deps: RecoveryDeps, disputable?: Disputable): Promise<void> {
  const { stored, site, now: at } = open
  // The reader of a notice may not be the person who caused it: the account's language first.
  const locale = languageFor(stored.named?.locale, stored.row.locale)
  const to = stored.named?.destinations ?? []
  const account = stored.row.account ?? ''
  const undo = disputable && (await keepCapsule(tx, { ...disputable, site, account, at }, deps))
  await putNotices(tx, { site, account, to, locale, notice, undo, at, timeZone: stored.row.timeZone }, deps)
}
