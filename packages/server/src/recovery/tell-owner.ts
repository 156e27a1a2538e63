/** Tells the owner what was done in their name: every verified address that can be reached, whichever was used (NIST SP 800-63B-4 4.6, R-504). */
import type { Tx } from '../db/database.ts'
import type { AccountChangedMessage, PasswordChangedMessage } from '../outbox/message.ts'
import { putMessage } from '../outbox/put-message.ts'
import type { OpenFlow } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

export type Notice = Pick<PasswordChangedMessage, 'kind' | 'receiptUrl'> | Pick<AccountChangedMessage, 'kind' | 'change'>

/** A notice is worth sending for a day: the owner should hear of it even when mail was down. */
const LIFETIME_MS = 86_400_000

export async function tellOwner(tx: Tx, { stored, site, now }: OpenFlow, notice: Notice, deps: RecoveryDeps): Promise<void> {
  const sender = { siteName: site.name, siteOrigin: site.origins[0] ?? '', support: site.support }
  const locale = stored.named?.locale ?? stored.row.locale
  for (const { channel, value } of stored.named?.destinations ?? []) {
    if (!deps.isSetUp(channel)) continue
    const message = { ...notice, channel, to: value, locale, at: now, sender }
    await putMessage(tx, { message, expiresAt: now + LIFETIME_MS }, now, deps.chance, deps.seal)
  }
}
