/** How often things may happen. Visible limits are keyed on what the request itself shows; silent budgets end in a decoy. */
import * as v from 'valibot'
import { whole } from './numbers.ts'

export const limitBounds = { burst: { least: 1, most: 1_000_000 }, perSeconds: { least: 1, most: 30 * 86_400 } } as const

/** So many at once, refilled evenly over so many seconds. */
const LimitSchema = v.strictObject({ burst: whole(limitBounds.burst), perSeconds: whole(limitBounds.perSeconds) })
export type Limit = v.InferOutput<typeof LimitSchema>

const limit = (burst: number, perSeconds: number) => v.optional(LimitSchema, { burst, perSeconds })
const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

/**
 * Our own proposals where no source states a number; OWASP Forgot Password asks that each of these exists. A network is an IPv6 /48, which one customer commonly
 * holds (RFC 6177): five times what one address may do, so that a household's many addresses stay one household.
 */
export const LimitsSchema = v.strictObject({
  /** Flows begun from one IPv4 address or IPv6 /64. */
  startPerAddress: limit(30, 10 * MINUTE),
  /** Flows begun from one network. */
  startPerNetwork: limit(150, 10 * MINUTE),
  /** Flows begun in all of a realm: each is a row that is kept for a day at least. A storm breaker, well above any honest hour. */
  startPerRealm: limit(30_000, 10 * MINUTE),
  /** Captchas handed out to one address: "another one" costs, so that robots can't shop for an easy one. */
  captchaPerAddress: limit(60, 10 * MINUTE),
  captchaPerNetwork: limit(300, 10 * MINUTE),
  /** Accounts named from one address. */
  identifyPerAddress: limit(20, 10 * MINUTE),
  /** Accounts named from one network. */
  identifyPerNetwork: limit(100, 10 * MINUTE),
  /** The same name, from anywhere; keyed on its canonical spelling, known or not. */
  identifyPerName: limit(10, HOUR),
  /** The same name from one address: so often it gets in even when others have used that name's room up. */
  identifyPerNameAndAddress: limit(3, HOUR),
  /** All of a realm: a storm breaker, well above any honest hour. */
  identifyPerRealm: limit(20_000, 10 * MINUTE),
  /** Cases opened from one address: people read each of them. */
  casePerAddress: limit(5, HOUR),
  casePerNetwork: limit(15, HOUR),
  /** Cases about one name, known or not. */
  casePerName: limit(3, DAY),
  /** One of these a day gets through from an address that asked for that name no more than this, whatever others did. */
  casePerNameAndAddress: limit(1, DAY),
  /** Codes to read out to the site's people that one address is shown: a person needs one a call. */
  callPerAddress: limit(10, 10 * MINUTE),
  callPerNetwork: limit(50, 10 * MINUTE),
  /** Any answer from one address. */
  answerPerAddress: limit(120, 10 * MINUTE),
  answerPerNetwork: limit(600, 10 * MINUTE),
  /** Silent: codes, links to approve and answers to cases that go to one destination in ten minutes, over all flows. */
  sendPerDestination: limit(3, 10 * MINUTE),
  /** Silent: the same in a day. */
  sendPerDestinationDaily: limit(6, DAY),
  /** Silent: codes that a browser in which the owner was signed in before gets beyond those two, in a day: strangers can't use them up (OWASP: device cookies). */
  sendPerFamiliarDaily: limit(3, DAY),
  /** Silent: notices of one kind of change of one account to one destination in a day. Apart from codes, and each kind by itself: nobody can use up the room for one notice by causing another. */
  noticesPerDestinationDaily: limit(30, DAY),
  /** Silent: notices to one phone number in a day, where a mail says the same; further ones go by mail alone. */
  textNoticesPerDestinationDaily: limit(6, DAY),
  /** Silent: mails that ask one account to approve an attempt, in a day, and as often its devices: who gets many approves one to have peace. Codes go on by their own budget. Apart, as often again, for an attempt in which something was proven, and for each browser in which the owner was signed in before. */
  approvalsPerAccountDaily: limit(4, DAY),
  /** Silent: text messages of a realm in a day; they cost money (toll fraud). */
  smsPerRealmDaily: limit(2000, DAY),
  /** Silent: text messages to one prefix (country and operator) in an hour: pumped ranges show here first. */
  smsPerPrefix: limit(50, HOUR),
  /** Silent: guesses at one method of one account in a day, over all flows (NIST SP 800-63B-4 3.2.2 allows 100 consecutive). At what a person keeps, guesses of somebody who has proven nothing count apart, as often again: strangers use up none of the owner's. */
  guessesPerAccountDaily: limit(20, DAY),
  /** Silent: guesses at one method that such a browser has beyond those, in a day: twice as many as one attempt takes. */
  guessesPerFamiliarDaily: limit(10, DAY),
  /** Silent: how often in a day the contacts of one account are asked: they are people, and whoever is asked again and again says yes one day. Apart, as often again, for an attempt in which something was proven, and for each browser in which the owner was signed in before: strangers can't use that up. */
  contactsPerAccountDaily: limit(3, DAY),
  /** Silent: questions to one contact in a day, over all accounts and realms. */
  asksPerContactDaily: limit(6, DAY),
  /** What one account sets up, renews or removes in a day to prove its owner by: each is a notice to every address. */
  setUpsPerAccountDaily: limit(30, DAY),
  /** Invitations to be a contact that one account sends in a day: they go to people who have asked for nothing. */
  invitationsPerAccountDaily: limit(10, DAY),
  /** Silent: invitations that one inbox gets in a day, over all accounts and realms. */
  invitationsPerAddressDaily: limit(3, DAY),
  /** Practice runs of one account: enough to try each way once, and with one code each within `sendPerDestinationDaily`. */
  drillPerAccount: limit(3, DAY),
  /** Failed or refused sign-ins from one address. */
  signInPerAddress: limit(100, 10 * MINUTE),
  signInPerNetwork: limit(500, 10 * MINUTE),
})
export type Limits = v.InferOutput<typeof LimitsSchema>
