/** The budgets of every kind of message: spent here before anything is written, so that no kind is without one. A full budget stays silent. */
import type { Channel, Limits } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { mayText } from '../formats/phone-and-domain.ts'
import type { LimitName, RoomNeeds } from '../limits/room.ts'
import { bucketKey, bucketOf, hasRoom, spendAll } from '../limits/room.ts'
import type { Realm } from '../sites/realm.ts'
import type { Message } from './message.ts'

type Kind = Message['kind']
type PersonKind = Exclude<Kind, 'operator-mail'>

/** The recipient of a message, as its budgets count it. */
export interface Addressee {
  kind: PersonKind
  realm: Pick<Realm, 'id' | 'policy'>
  channel: Channel
  /** Undefined: the message goes to nobody. */
  to: string | undefined
  /** Counted in place of a missing address. Security: it must last as long as an address, or repeated requests would tell the two apart. */
  inPlace?: string
  /** What a notice is about: the account and the change. */
  about?: readonly string[]
  /**
   * A share of one's own that lets a message into an inbox whose budget is full; limits for text messages stay. Always called, with whether there was room without it.
   */
  share?: (room: boolean) => Promise<boolean>
  /** No mail carries the same notice, so it has a budget for text messages of its own, which codes can't use up. */
  alone?: boolean
}

type Room = readonly [limit: keyof Limits, of: readonly string[]]

/** The country and usually the carrier of a number: SMS pumping shows here first. */
export const smsPrefix = (number: string): string => number.slice(0, 6)

/** Text messages cost money. `share`: an equal budget that counts apart from the others. */
const texting = (to: string, ...share: string[]): Room[] => [
  ['smsPerPrefix', [...share, smsPrefix(to)]],
  ['smsPerRealmDaily', share],
]
const sending = (...of: string[]): Room[] => [
  ['sendPerDestination', of],
  ['sendPerDestinationDaily', of],
]

const isOfInbox = (limit: LimitName): boolean => limit === 'sendPerDestination' || limit === 'sendPerDestinationDaily'

type Spender = (to: string, addressee: Addressee) => Room[]

/** Anybody can cause these, by entering a name or as a contact of their own. */
const asked: Spender = (to, { channel }) => [...sending(to), ...(channel === 'phone' ? texting(to) : [])]
/** Two operators let somebody in: strangers who use up the budget for codes must not keep this message from its reader. */
const decided: Spender = (to, { channel }) => [...sending('decided', to), ...(channel === 'phone' ? texting(to, 'decided') : [])]
/**
 * Security: the owner must learn of a takeover. So notices by mail count apart from codes, and each kind of change of each account by itself: a thief who uses up a
 * budget has been announced that often.
 */
const notice: Spender = (to, { channel, realm, about = [], alone = false }) => {
  const change: Room = ['noticesPerDestinationDaily', [realm.id, to, ...about]]
  if (channel === 'email') return [change]
  return alone ? [change, ...texting(to, 'notices')] : [change, ['textNoticesPerDestinationDaily', [to]], ...texting(to)]
}

/** Every kind of message to a person. A new kind does not compile until it has a budget here. */
const budgets: Record<PersonKind, Spender> = {
  'code': asked,
  'approval': asked,
  'case-answered': asked,
  'access-given': decided,
  'password-changed': notice,
  'account-changed': notice,
  'access-asked': notice,
  'reminder': notice,
  // Goes to people who have asked for nothing.
  'contact-invited': (to) => [['invitationsPerAddressDaily', [to]]],
  'contact-asked': (to) => [['asksPerContactDaily', [to]]],
}

declare const spent: unique symbol
/** Created only here: says what a message may do after its budgets were spent. */
export interface Leave {
  readonly [spent]: true
  readonly goes: boolean
  /** The first budget that was full and that no share opened. */
  readonly full?: LimitName
  /** Security: no text message to a country that is not listed, or to a number that bills its caller. */
  readonly allowed: boolean
}

const MADE_UP_NUMBER = '+12025550123'

/** The highest number of budgets that any kind has. */
const ROOMS = 4
/** Never full, so it limits nothing. */
const DUMMY = { burst: 1_000_000, perSeconds: 600 }

/**
 * Spends all budgets of a message in one statement. Security: mail, text message and a message to nobody spend the same number, so that the work doesn't tell them
 * apart; missing budgets are filled up with buckets that limit nothing.
 */
export async function askLeave(tx: Tx, addressee: Addressee, needs: RoomNeeds): Promise<Leave> {
  const { kind, realm, channel, to, inPlace = '', share } = addressee
  const counted = to ?? `nobody ${inPlace}`
  const rooms = budgets[kind](counted, to === undefined ? { ...addressee, channel: 'email' } : addressee)
  const buckets = Array.from({ length: Math.max(ROOMS, rooms.length) }, (_, n) => {
    const room = rooms[n]
    return room ? bucketOf(needs.keys, room, realm) : { key: bucketKey(needs.keys, 'nothing', realm.id, counted, String(n)), limit: DUMMY }
  })
  const had = await spendAll(tx, buckets, needs.clock.now())
  const filled = rooms.filter((_, n) => !had[n]).map(([limit]) => limit)
  const opened = await share?.(!filled.some(isOfInbox))
  const full = filled.find((limit) => !(opened && isOfInbox(limit)))
  // Security: a message to nobody costs the same parsing of a number.
  const allowed = channel !== 'phone' || mayText(to ?? MADE_UP_NUMBER, realm.policy) || to === undefined
  return { goes: to !== undefined && allowed && full === undefined, allowed, ...(full && { full }) } as Leave
}

/** For a mail to staff: each subject counts separately, so that causing one does not suppress another. */
export async function askLeaveForStaff(tx: Tx, to: string, subject: string, needs: RoomNeeds): Promise<Leave> {
  const goes = await hasRoom(tx, 'operatorMailsPerSubjectDaily', undefined, [to, subject], needs)
  return { goes, allowed: true, ...(!goes && { full: 'operatorMailsPerSubjectDaily' }) } as Leave
}
