/** How often things may happen. Visible limits are keyed on what the request itself shows; over a silent limit, a person sees what a stranger sees. */
import * as v from 'valibot'
import { whole } from './numbers.ts'

export const limitBounds = { burst: { min: 1, max: 1_000_000 }, perSeconds: { min: 1, max: 30 * 86_400 } } as const

/** A token bucket: `burst` at once, refilled evenly over `perSeconds`. */
const LimitSchema = v.strictObject({ burst: whole(limitBounds.burst), perSeconds: whole(limitBounds.perSeconds) })
export type Limit = v.InferOutput<typeof LimitSchema>

const limit = (burst: number, perSeconds: number) => v.optional(LimitSchema, { burst, perSeconds })
const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/**
 * Our own choice where no source states a number; OWASP Forgot Password requires each of these limits. A network is an IPv6 /48, which one customer commonly
 * has (RFC 6177). It may do five times what one address may, so that the addresses of a household count together.
 */
export const LimitsSchema = v.strictObject({
  /** Flows started from one IPv4 address or IPv6 /64. */
  startPerAddress: limit(30, 10 * MINUTE),
  /** Flows started from one network. */
  startPerNetwork: limit(150, 10 * MINUTE),
  /** Flows started in the whole realm. Each is a row that is kept for at least a day, so this stops a flood; it is well above honest traffic. */
  startPerRealm: limit(30_000, 10 * MINUTE),
  /** Captchas issued to one address. "Another one" counts too, so that robots cannot look for an easy one. */
  captchaPerAddress: limit(60, 10 * MINUTE),
  captchaPerNetwork: limit(300, 10 * MINUTE),
  /** Names entered from one address. */
  identifyPerAddress: limit(20, 10 * MINUTE),
  /** Names entered from one network. */
  identifyPerNetwork: limit(100, 10 * MINUTE),
  /** The same name from anywhere, keyed on its canonical spelling, known or unknown. */
  identifyPerName: limit(10, HOUR),
  /** The same name from one address: this many tries pass even if others have used up the limit of the name. */
  identifyPerNameAndAddress: limit(3, HOUR),
  /** Names entered in the whole realm: stops a flood, well above honest traffic. */
  identifyPerRealm: limit(20_000, 10 * MINUTE),
  /** Cases opened from one address: people read each of them. */
  casePerAddress: limit(5, HOUR),
  casePerNetwork: limit(15, HOUR),
  /** Cases about one name, known or unknown. */
  casePerName: limit(3, DAY),
  /** Cases about one name from one address: this many a day pass, whatever others did. */
  casePerNameAndAddress: limit(1, DAY),
  /** Codes to read out on the phone, shown to one address: a person needs one per call. */
  callPerAddress: limit(10, 10 * MINUTE),
  callPerNetwork: limit(50, 10 * MINUTE),
  /** Answers of any kind from one address. */
  answerPerAddress: limit(120, 10 * MINUTE),
  answerPerNetwork: limit(600, 10 * MINUTE),
  /** Silent: codes, approval links and answers to cases to one destination, over all flows. */
  sendPerDestination: limit(3, 10 * MINUTE),
  /** Silent: the same in a day. */
  sendPerDestinationDaily: limit(6, DAY),
  /** Silent: codes for a familiar browser in a day, on top of those two. Strangers cannot use them up (OWASP: device cookies). */
  sendPerFamiliarDaily: limit(3, DAY),
  /** Silent: notices of one kind of change of one account to one destination in a day. They count apart from codes, and each kind by itself: causing one kind of notice cannot suppress another. */
  noticesPerDestinationDaily: limit(30, DAY),
  /** Silent: notices to one phone number in a day, if a mail says the same; further ones go only by mail. */
  textNoticesPerDestinationDaily: limit(6, DAY),
  /** Silent: approval mails for one account in a day, and the same number of questions to its devices. People who get many end up approving one. Counted separately, with the same number, after a proof and for each familiar browser. */
  approvalsPerAccountDaily: limit(4, DAY),
  /** Silent: text messages of a realm in a day; they cost money (toll fraud). */
  smsPerRealmDaily: limit(2000, DAY),
  /** Silent: text messages to one prefix (country and operator) in an hour: SMS pumping shows here first. */
  smsPerPrefix: limit(50, HOUR),
  /** Silent: guesses at one method of one account in a day, over all flows (NIST SP 800-63B-4 3.2.2 allows 100 consecutive). Guesses at saved codes, apps and other kept methods before any proof count separately, with the same number: strangers cannot use up the owner's. */
  guessesPerAccountDaily: limit(20, DAY),
  /** Silent: guesses at one method from a familiar browser in a day, on top of those: twice as many as one attempt needs. */
  guessesPerFamiliarDaily: limit(10, DAY),
  /** Silent: how often the contacts of one account are asked in a day. People who are asked again and again say yes in the end. Counted separately, with the same number, after a proof and for each familiar browser: strangers cannot use that up. */
  contactsPerAccountDaily: limit(3, DAY),
  /** Silent: questions to one contact in a day, over all accounts and realms. */
  asksPerContactDaily: limit(6, DAY),
  /** Methods that one account sets up, renews or removes in a day: each causes a notice to every address. */
  setUpsPerAccountDaily: limit(30, DAY),
  /** Invitations to recovery contacts that one account sends in a day: they go to people who did not ask for them. */
  invitationsPerAccountDaily: limit(10, DAY),
  /** Silent: invitations to one mailbox in a day, over all accounts and realms. */
  invitationsPerAddressDaily: limit(3, DAY),
  /** Practice runs of one account: enough to try each method once, and with one code each within `sendPerDestinationDaily`. */
  drillPerAccount: limit(3, DAY),
  /** Failed or refused sign-ins from one address. */
  signInPerAddress: limit(100, 10 * MINUTE),
  signInPerNetwork: limit(500, 10 * MINUTE),
})
export type Limits = v.InferOutput<typeof LimitsSchema>
