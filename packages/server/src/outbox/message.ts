/** A message in the outbox, before it is written in the person's language. */
import type { AccountChange, CaseAnswer, Channel, CodeMethodName, Support } from '@regain/core'
import type { Site } from '../sites/realm.ts'
import type { AboutAccount, AboutAlert, SiteEventType } from './event-body.ts'

/** The sender: the site, as its owner registered it. */
export interface Sender {
  siteName: string
  /** The site's own origin, e.g. `https://shop.example`: the only place where a code may be typed. */
  siteOrigin: string
  support: Support
}

/** The first origin is the site's own. The pages of an app have an origin that no browser can open. */
export const siteUrlOf = ({ origins }: Pick<Site, 'origins'>): string =>
  origins.find((origin) => /^https?:/.test(origin)) ?? origins[0] ?? ''

export const senderOf = (site: Pick<Site, 'name' | 'origins' | 'support'>): Sender => ({
  siteName: site.name,
  siteOrigin: siteUrlOf(site),
  support: site.support,
})

/** For readers who may undo a change: the link that does it, and for how many days. */
export interface UndoLink {
  url: string
  days: number
}

interface Common {
  sender: Sender
  channel: Channel
  /** The stored, canonical address; never what was typed. */
  to: string
  /** BCP 47; the writer falls back to English. */
  locale: string
  /** When it was caused, in ms. Shown in the reader's language, in `timeZone` or in UTC. */
  at: number
  /** IANA name of the browser's time zone when it was caused, if known. */
  timeZone?: string | undefined
  /** When it leaves, in ms: "10 minutes ago" counts from here. Set by the outbox. */
  leavesAt?: number
}

interface Question extends Common {
  /** Milliseconds since the epoch. */
  expiresAt: number
  /** Coarse, e.g. "Firefox on Linux"; absent when unknown. */
  browser?: string
  /** Where a reader who has no such account removes their address from it. */
  notMineUrl?: string
  /** For a practice run, which changes nothing. */
  drill?: true
}
export interface CodeMessage extends Question {
  kind: 'code'
  /** Decides the transport, because two methods can use the same addresses. Default: the transport of the address. */
  method?: CodeMethodName
  /** It lets nobody in: it confirms something new on the account. */
  ends?: 'hold'
  /** The origin of the page on which the code is typed, if that is a page in a browser. */
  page?: string
  code: string
  /** Earlier codes of the same attempt to the same address that still work: when they expire, in ms. `place`: the number of this code in the attempt. */
  others?: { place: number; until: readonly number[] }
}
/** In place of a code: where the reader confirms or denies the attempt. */
export interface ApprovalMessage extends Question {
  kind: 'approval'
  url: string
}
export interface PasswordChangedMessage extends Common {
  kind: 'password-changed'
  /** Where the reader sees the entry in the audit log: see `audit/receipt.ts`. */
  receiptUrl: string
  /** How many existing passkeys still sign in. */
  passkeys?: number
  undo?: UndoLink
}

export interface AccountChangedMessage extends Common {
  kind: 'account-changed'
  change: AccountChange
  /** For `recovery-offered`: where the reader continues, a page open to everybody. */
  page?: string
  /** In ms: until then, the new method or address proves nothing. */
  heldUntil?: number
  /** In ms: when a recovery that waits can continue. */
  goesOnAt?: number
  /** Where the reader sees the entry in the audit log. */
  receiptUrl?: string
  /** How many existing passkeys still sign in. */
  passkeys?: number
  undo?: UndoLink
}

/** Goes only to the contact that the person gave. */
export interface CaseAnsweredMessage extends Common {
  kind: 'case-answered'
  answer: CaseAnswer
  /** Where the reader can reopen the case, if that is possible. */
  appealUrl?: string
}
/** Goes to every address of the account when two operators have agreed to let somebody in. */
export interface AccessAskedMessage extends Common {
  kind: 'access-asked'
  /** Where the reader vetoes it. */
  denyUrl: string
  /** When the link is sent that lets the person in, in ms. */
  goesOnAt: number
}
/** Goes to the contact of a case when the hold is over. */
export interface AccessGivenMessage extends Common {
  kind: 'access-given'
  url: string
  /** When the link expires, in ms. */
  until: number
}
/** Goes to a person without an account here, whom an account's owner trusts. */
export interface ContactInvitedMessage extends Common {
  kind: 'contact-invited'
  /** The name of the account. */
  whose: string
  url: string
}
/** Goes to every contact of an account when its owner, or somebody who claims to be, wants to get back in. */
export interface ContactAskedMessage extends Common {
  kind: 'contact-asked'
  whose: string
  url: string
  /** Where the reader stops being a contact. */
  leaveUrl: string
  /** In milliseconds. */
  expiresAt: number
}
/** All messages to people. */
export type PersonMessage =
  | CodeMessage
  | ApprovalMessage
  | PasswordChangedMessage
  | AccountChangedMessage
  | CaseAnsweredMessage
  | AccessAskedMessage
  | AccessGivenMessage
  | ContactInvitedMessage
  | ContactAskedMessage

/** Mail to staff. The rooms of the console write the text. */
export interface OperatorMessage extends Common {
  kind: 'operator-mail'
  channel: 'email'
  subject: string
  /** Plain text; the first is the title. */
  paragraphs: readonly string[]
}
/** A reminder that a person depends on a single method or address. It has no code, and no link except to unsubscribe. */
export interface ReminderMessage extends Common {
  kind: 'reminder'
  channel: 'email'
  /** Mail programs also call it from their unsubscribe button (RFC 8058). */
  stopUrl: string
}
export type Message = PersonMessage | OperatorMessage | ReminderMessage

/** For the back end of a site: ids and the type, but no address and no name (R-1005). */
export interface EventMessage {
  kind: 'event'
  channel: 'webhook'
  endpoint: string
  /** `test`: nothing happened; an owner wants to see whether it arrives. */
  type: SiteEventType | 'test'
  at: number
  data: AboutAccount | AboutAlert | Record<string, never>
}

/** `refused` is permanent (the address does not exist); `delayed` is worth another try. Neither contains an address, a code or a server's own words. */
export type Delivery = { result: 'delivered' } | { result: 'delayed'; because: string } | { result: 'refused'; because: string }
