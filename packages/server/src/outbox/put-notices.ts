/** Tells a person what was done to their account: a message to every address that it has, whichever was used (NIST SP 800-63B-4 4.6, R-504). */
import type { Channel } from '@regain/core'
import type { Tx } from '../db/database.ts'
import type { Site } from '../realms/realm.ts'
import type { Chance } from '../security/chance.ts'
import type { Seal } from '../security/seal.ts'
import type { AccountChangedMessage, PasswordChangedMessage } from './message.ts'
import { putMessage } from './put-message.ts'

export type Notice =
  | Pick<PasswordChangedMessage, 'kind' | 'receiptUrl'>
  | (Pick<AccountChangedMessage, 'kind' | 'change'> & { page?: string })

export interface Notices {
  notice: Notice
  /** Verified ones. */
  to: readonly { channel: Channel; value: string }[]
  locale: string
  site: Pick<Site, 'name' | 'origins' | 'support'>
  at: number
}

/** A notice is worth sending for a day: the owner should hear of it even when mail was down. */
const LIFETIME_MS = 86_400_000

export async function putNotices(
  tx: Tx,
  { notice, to, locale, site, at }: Notices,
  { chance, seal }: { chance: Chance; seal: Seal },
): Promise<void> {
  const sender = { siteName: site.name, siteOrigin: site.origins[0] ?? '', support: site.support }
  for (const { channel, value } of to) {
    const message = { ...notice, channel, to: value, locale, at, sender }
    await putMessage(tx, { message, expiresAt: at + LIFETIME_MS }, at, chance, seal)
  }
}
