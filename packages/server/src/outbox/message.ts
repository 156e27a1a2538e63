/** A message in the outbox, before it is written in the person's language. */
import type { AccountChange, CaseAnswer, Channel, CodeMethodName, Support } from '@regain/core'
import type { Site } from '../sites/realm.ts'
import type { AboutAccount, AboutAlert, SiteEventType } from './event-body.ts'

/** Who speaks: the site, as its owner registered it. */
export interface Sender {
  siteName: string
  /** The site's own origin, e.g. `https://shop.example`: the only place a code belongs to. */
  siteOrigin: string
  support: Support
}

/** The first is the site's own; the pages of an app have an address that no browser opens. */
export const homeOf = ({ origins }: Pick<Site, 'origins'>): string => origins.find((origin) => /^https?:/.test(origin)) ?? origins[0] ?? ''

export const senderOf = (site: Pick<Site, 'name' | 'origins' | 'support'>): Sender => ({
  siteName: site.name,
  siteOrigin: homeOf(site),
  support: site.support,
})

/** For those who may undo a change: where they say that it was not theirs, and for how many days. */
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
  /** When it was caused, in ms; shown in the reader's language, by the clock of `timeZone`, or in UTC. */
  at: number
  /** IANA name of the time zone of the browser in which it was caused, where that is known. */
  timeZone?: string | undefined
  /** When it leaves, in ms: how long ago something was is said from here. Set by the outbox. */
  leavesAt?: number
}

interface Question extends Common {
  /** Milliseconds since the epoch. */
  expiresAt: number
  /** Coarse, e.g. "Firefox on Linux"; absent when unknown. */
  browser?: string
  /** Where a reader who has no such account takes their address off it. */
  notMineUrl?: string
  /** For a practice run: nothing comes of it. */
  drill?: true
}
export interface CodeMessage extends Question {
  kind: 'code'
  /** Decides the transport, because two methods can use the same addresses. Default: the transport of the address. */
  method?: CodeMethodName
  /** It brings nobody in: it confirms what is new at the account. */
  ends?: 'hold'
  /** The origin of the page where it is typed, where that is a page in a browser. */
  page?: string
  code: string
  /** Older codes of the same attempt at the same address, which still work: until when, in ms. `place`: which code of the attempt this one is. */
  others?: { place: number; until: readonly number[] }
}
/** In a code's place: where the reader says that it is them, or not. */
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
  /** Where the reader goes on, for `recovery-offered`: a page that is open to everybody. */
  page?: string
  /** What is new proves nothing before then, in ms. */
  heldUntil?: number
  /** Of a recovery that waits: from when on it goes on, in ms. */
  goesOnAt?: number
  /** Where the reader sees the entry in the audit log. */
  receiptUrl?: string
  /** How many existing passkeys still sign in. */
  passkeys?: number
  undo?: UndoLink
}

/** Goes to the contact that the person gave, and to no other address. */
export interface CaseAnsweredMessage extends Common {
  kind: 'case-answered'
  answer: CaseAnswer
  /** Where the reader can reopen the case, if that is possible. */
  appealUrl?: string
}
/** Goes to every address that the account has when two operators agreed to let somebody in. */
export interface AccessAskedMessage extends Common {
  kind: 'access-asked'
  /** Where the reader stops it. */
  denyUrl: string
  /** When the link goes out that lets somebody in, in ms. */
  goesOnAt: number
}
/** Goes to the contact of a case when the hold is over. */
export interface AccessGivenMessage extends Common {
  kind: 'access-given'
  url: string
  /** Until when the link is good, in ms. */
  until: number
}
/** Goes to somebody who has no account here, and whom its owner trusts. */
export interface ContactInvitedMessage extends Common {
  kind: 'contact-invited'
  /** What the account is called. */
  whose: string
  url: string
}
/** Goes to every contact of an account whose owner, or somebody who says so, wants to get back in. */
export interface ContactAskedMessage extends Common {
  kind: 'contact-asked'
  whose: string
  url: string
  /** Where the reader stops being a contact. */
  leaveUrl: string
  /** In ms. */
  expiresAt: number
}
/** What a person gets. */
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

/** What staff gets, by mail; the console's rooms find the words. */
export interface OperatorMessage extends Common {
  kind: 'operator-mail'
  channel: 'email'
  subject: string
  /** Plain text; the first is the title. */
  paragraphs: readonly string[]
}
/** A reminder that a person depends on one thing: no code, and no link except the one that unsubscribes. */
export interface ReminderMessage extends Common {
  kind: 'reminder'
  channel: 'email'
  /** Also what mail programs press (RFC 8058). */
  stopUrl: string
}
export type Message = PersonMessage | OperatorMessage | ReminderMessage

/** What the back end of a site gets: ids and the type, no address, no name (R-1005). */
export interface EventMessage {
  kind: 'event'
  channel: 'webhook'
  endpoint: string
  /** `test`: nothing happened; an owner wants to see whether it arrives. */
  type: SiteEventType | 'test'
  at: number
  data: AboutAccount | AboutAlert | Record<string, never>
}

/** `refused` is for good (the address does not exist); `delayed` is worth another try. Neither carries an address, a code or a server's own words. */
export type Delivery = { result: 'delivered' } | { result: 'delayed'; because: string } | { result: 'refused'; because: string }
