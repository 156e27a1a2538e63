/** Notifies a person of what happened to their account, at every address that it has (NIST SP 800-63B-4 4.6, R-504). */
import type { Channel } from '@regain/core'
import { sameAddress } from '@regain/core'
import type { Tx } from '../db/database.ts'
import type { Site } from '../sites/realm.ts'
import { DAY_MS } from '../world/clock.ts'
import type { AccessAskedMessage, AccountChangedMessage, PasswordChangedMessage, UndoLink } from './message.ts'
import { senderOf } from './message.ts'
import type { PutNeeds } from './put-message.ts'
import { putMessage } from './put-message.ts'

export type Notice =
  | Pick<PasswordChangedMessage, 'kind' | 'receiptUrl' | 'passkeys'>
  | Pick<AccessAskedMessage, 'kind' | 'denyUrl' | 'goesOnAt'>
  | Pick<AccountChangedMessage, 'kind' | 'change' | 'page' | 'heldUntil' | 'goesOnAt' | 'receiptUrl' | 'passkeys'>

export interface Address {
  channel: Channel
  value: string
}

export interface Notices {
  notice: Notice
  /** Digest of the account. */
  account: string
  /** Verified addresses. Duplicates get one notice. */
  to: readonly Address[]
  locale: string
  site: Pick<Site, 'name' | 'origins' | 'support' | 'realm'>
  /** Only for addresses that may undo the change. */
  undo?: (UndoLink & { holders: readonly Address[] }) | undefined
  at: number
  /** Time zone of the browser in which it was done, if known. */
  timeZone?: string | null
  /** At least this many messages are written, the missing ones to nobody: before a proof the cost must be the same for everybody. */
  atLeast?: number
  /** Default: a day, so that the owner learns of it even after an outage of mail. */
  until?: number
}

export interface NoticeNeeds extends PutNeeds {
  isSetUp(channel: Channel): boolean
}

const LIFETIME_MS = DAY_MS

/** A notice that must not go by text message goes by mail, if the account has a mail address. All addresses are tried in any case. */
export async function putNotices(
  tx: Tx,
  { notice, account, to, locale, site, undo, at, timeZone, atLeast = 0, until = at + LIFETIME_MS }: Notices,
  needs: NoticeNeeds,
): Promise<void> {
  const sender = senderOf(site)
  const { realm } = site
  const zone = timeZone ? { timeZone } : {}
  const once = to.filter((one, place) => to.findIndex((other) => sameAddress(one, other)) === place)
  const reached = once.filter((one) => needs.isSetUp(one.channel))
  const alone = reached.every(({ channel }) => channel !== 'email')
  const about = [account, notice.kind === 'account-changed' ? notice.change : notice.kind]
  for (const { channel, value } of reached) {
    // Security: an address that can't undo the change gets no link. A thief's new address must neither freeze the account nor learn that others can.
    const link = undo?.holders.some((holder) => sameAddress(holder, { channel, value })) ? { undo: { url: undo.url, days: undo.days } } : {}
    const message = { ...notice, ...link, channel, to: value, locale, at, ...zone, sender }
    await putMessage(tx, { message, realm, account, about, alone, expiresAt: until }, at, needs)
  }
  const message = { ...notice, channel: 'email' as const, to: '', locale, at, ...zone, sender }
  for (let n = reached.length; n < atLeast; n += 1)
    await putMessage(tx, { message, realm, about, inPlace: `${account} ${n}`, expiresAt: until, toNobody: true }, at, needs)
}
