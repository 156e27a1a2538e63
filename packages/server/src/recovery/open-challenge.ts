/** Sends a code or a link to the chosen address, or at the same cost to nobody. The reply is the same for a right and a wrong address. */
import type { AnswerOf, Channel, Policy } from '@regain/core'
import { channelOf, digitsIn, isAsked, isCode, isKept, isSent, LAST_DIGITS, parseIdentifier, readGiven } from '@regain/core'
import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { sameDigest } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { flows } from '../db/schema.ts'
import type { Named } from '../flows/facts.ts'
import { browserOf, roundsOf } from '../flows/facts.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { hasOwnRoom, note, withChallenge, written } from '../flows/open-flow.ts'
import { putChallenge } from '../flows/put-challenge.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { identifierRules } from '../formats/phone-and-domain.ts'
import { askLeave, smsPrefix } from '../outbox/budget.ts'
import { cancelMessages, putMessage } from '../outbox/put-message.ts'
import { valueRefused } from '../problems/problem.ts'
import { askDevices } from './ask-devices.ts'
import { askForKept } from './ask-for-kept.ts'
import { mayAsk } from './asking.ts'
import { comeBack } from './come-back.ts'
import { drawQuestion, questionMessage } from './question.ts'

type Offer = Named['offers'][number]

export async function choose(tx: Tx, open: OpenFlow, answer: AnswerOf<'choose-method'>, deps: RecoveryDeps): Promise<Answered> {
  const { named } = open.stored
  const offer = named?.offers.find(({ ref }) => ref === answer.ref)
  if (!named || !offer) throw valueRefused('ref', 'is not offered by this flow')
  const { ref, method } = offer
  if (isKept(method)) return await askForKept(tx, open, { ref, method }, deps)
  if (isAsked(method)) return await askDevices(tx, open, { ref, method }, deps)
  // Reveals nothing about the account: an empty field is refused for every name.
  if ((answer.complete ?? '').trim() === '') return { open, problem: { code: 'completion-refused' } }
  const completed = complete(answer.complete ?? '', offer, named, open, deps)
  return (await comeBack(tx, open, { ref, completion: completed.completion })) ?? (await send(tx, open, offer, completed, deps))
}

export async function resend(tx: Tx, open: OpenFlow, _: AnswerOf<'resend'>, deps: RecoveryDeps): Promise<Answered> {
  const { challenge, named } = open.stored
  const offer = named?.offers.find(({ ref }) => ref === challenge?.ref)
  if (!challenge || !offer) throw new Error('resend called without an open challenge')
  if (!isSent(offer.method) || open.now < challenge.resendAt || open.stored.row.sends >= open.site.realm.policy.code.sends)
    return { open, problem: { code: 'resend-too-early' } }
  return await send(tx, open, offer, challenge, deps)
}

interface Completed {
  /** Index of the destination that the typed text completes; -1 for none. */
  destination: number
  /**
   * Security: distinguishes two typed texts by themselves, never by the address that they match. Otherwise a second code would reveal that the first address was
   * wrong.
   */
  completion: string
}

/**
 * Compares the typed text with each address that the offer can mean, in constant time. Security: the number of comparisons is the same for an account and
 * an unknown name. Made-up addresses fill the empty places.
 */
function complete(typed: string, offer: Offer, named: Named, { stored, site }: OpenFlow, { keys }: RecoveryDeps): Completed {
  const channel = channelOf(offer.method) ?? 'email'
  const { policy } = site.realm
  const byDigits = offer.complete === 'last-digits'
  // A person, or a browser's autofill, may enter the whole number, which ends in the last digits.
  const wanted = byDigits ? digitsIn(typed).slice(-LAST_DIGITS) : typedAddress(typed, channel, policy)
  const meant = named.destinations.flatMap((destination, place) =>
    offer.destination === place || (offer.destination === -1 && destination.channel === channel) ? [{ destination, place }] : [],
  )
  let match = -1
  for (let n = 0; n < Math.max(COMPARISONS, meant.length); n += 1) {
    const { destination, place } = meant[n] ?? { destination: { channel, value: MADE_UP[channel] }, place: -1 }
    const expected = byDigits ? destination.value.slice(-LAST_DIGITS) : storedAddress(destination, policy)
    const same = sameDigest(keys.digest('destination', expected), keys.digest('destination', wanted))
    if (same && place !== -1) match = place
  }
  return { destination: match, completion: keys.digest('destination', stored.row.id, wanted) }
}

/** Few accounts have more addresses of one channel. */
const COMPARISONS = 3
const MADE_UP = { email: 'nobody@example.org', phone: '+12025550123' }

/** Normalised as names are. */
function typedAddress(typed: string, channel: Channel, policy: Policy): string {
  const read = parseIdentifier(typed, { ...identifierRules(policy), kinds: [channel] })
  return read.ok ? read.identifier.value : ''
}

function storedAddress({ channel, value }: Named['destinations'][number], policy: Policy): string {
  const read = readGiven(channel, value, identifierRules(policy))
  return read.ok ? read.identifier.value : value
}

const countSend = prepareOnce((tx: Tx) =>
  tx
    .update(flows)
    .set({ sends: sql`${flows.sends} + 1` })
    .where(and(eq(flows.id, sql.placeholder('flow')), isNull(flows.endedAt), lt(flows.sends, sql.placeholder('most'))))
    .prepare(),
)

async function send(tx: Tx, open: OpenFlow, offer: Offer, { destination, completion }: Completed, deps: RecoveryDeps): Promise<Answered> {
  const { stored, site, now } = open
  const { policy } = site.realm
  const { row, named } = stored
  if (!named) throw new Error('send called without a named account')
  const counted = await countSend(tx).run({ flow: row.id, most: policy.code.sends })
  if (counted.rowsAffected === 0) return { open, problem: { code: 'resend-too-early' } }

  const { method } = offer
  if (!isSent(method)) throw new Error('send called with a method that sends nothing')
  const channel = channelOf(method)
  const { value: address, held = false } = named.destinations[destination] ?? {}
  const kind = isCode(method) ? 'code' : 'approval'
  // Stands in for the address in the limits: it lasts as long, and differs for each offer.
  const inPlace = `${row.name} ${named.offers.indexOf(offer)}`
  const browser = browserOf(stored)
  const of = [address ?? `nobody ${inPlace}`]
  const share = (room: boolean) => hasOwnRoom(tx, 'sendPerFamiliarDaily', open, { of, room }, deps)
  const leave = await askLeave(tx, { kind, realm: site.realm, channel: channel ?? 'email', to: address, inPlace, share }, deps)
  const asking = { whom: address === undefined ? 'mail-nobody' : 'mail', realm: site.realm, row, browser, now } as const
  const budget = (isCode(method) || (await mayAsk(tx, asking, deps))) && leave.full === undefined
  // Security: a country that was taken off the list meanwhile, a held address and hidden hints end like a wrong address.
  const told = destination >= 0 && budget && leave.allowed && !held
  const { secret, digest, number } = drawQuestion(open, { method, told }, deps)
  const expiresAt = now + policy.code.lifetimeSeconds * 1000
  const resendAt = now + policy.code.resendSeconds * 1000
  const { ref } = offer
  const rounds = roundsOf({ ref, completion }, stored.challenge, now)
  const place = (rounds.at(-1)?.place ?? 0) + 1
  const asked = { ref, completion, method, destination, told, digest, expiresAt, resendAt, number, place }
  const challenge = await putChallenge(tx, stored, asked, now)
  // Codes that arrive late still count; of approval links only the newest does.
  if (!isCode(method)) await cancelMessages(tx, [row.id], ['approval'], now)
  const message = questionMessage(open, { method, secret, address, told, expiresAt, place, rounds }, deps)
  await putMessage(tx, { message, realm: site.realm, flow: row.id, expiresAt, toNobody: !told, leave }, now, deps)
  const details = {
    method,
    offer: named.offers.indexOf(offer),
    sent: told,
    withinBudget: budget,
    allowedCountry: leave.allowed,
    ...(held && { held }),
    ...(browser.familiar && { familiar: true }),
    send: row.sends + 1,
    // Logs only the beginning of the phone number: that is enough to see where text messages pile up.
    ...(channel === 'phone' && address !== undefined && { prefix: smsPrefix(address) }),
  }
  await note(tx, open, 'challenge.opened', { details })
  return { open: withChallenge(written(open, { sends: row.sends + 1 }), challenge) }
}
