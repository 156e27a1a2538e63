/** Tells the owner what was done in their name. */
import type { Tx } from '../db/database.ts'
import type { Notice } from '../outbox/put-notices.ts'
import { putNotices } from '../outbox/put-notices.ts'
import type { OpenFlow } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

export async function tellOwner(tx: Tx, { stored, site, now }: OpenFlow, notice: Notice, deps: RecoveryDeps): Promise<void> {
  const to = (stored.named?.destinations ?? []).filter(({ channel }) => deps.isSetUp(channel))
  await putNotices(tx, { notice, to, locale: stored.named?.locale ?? stored.row.locale, site, at: now }, deps)
}
