/** The budgets of every kind of message: spent here before anything is written, so that no kind can go without. A full budget stays silent. */
import type { Channel, Limits } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { mayText } from '../formats/phone-and-domain.ts'
import type { LimitName, RoomNeeds } from '../limits/room.ts'
import { hasRoom, limitKey, spend } from '../limits/room.ts'
import type { Realm } from '../sites/realm.ts'
import type { Message } from './message.ts'

type Kind = Message['kind']
type PersonKind = Exclude<Kind, 'operator-mail'>

/** Whom a message goes to, as its budgets count it. */
export interface Addressee {
  kind: PersonKind
  realm: Pick<Realm, 'id' | 'policy'>
  channel: Channel
  /** Undefined: nobody. */
  to: string | undefined
  /** What is counted in an address's place where there is none. Security: as lasting as an address, so that what is found again and what is new don't differ. */
  inPlace?: string
  /** What a notice says, and of which account. */
  about?: readonly string[]
  /**
   * A share of somebody's own, which opens a full inbox; texting stays as it is. Asked in any case, and told whether there was room without it.
   */
  share?: (room: boolean) => Promise<boolean>
  /** No mail says the same: the room for text messages is this notice's own, and codes can't use it up. */
  alone?: boolean
}

type Room = readonly [limit: keyof Limits, of: readonly string[]]

/** Country and, mostly, operator of a number: pumped ranges show here first. */
export const smsPrefix = (number: string): string => number.slice(0, 6)

/** Text messages cost money. `share`: as often again, apart from the others. */
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

/** Anybody can cause it, by somebody's name or as a contact of their own. */
const asked: Spender = (to, { channel }) => [...sending(to), ...(channel === 'phone' ? texting(to) : [])]
/** Two operators let somebody in: strangers who fill the room for codes must not keep that from its reader. */
const decided: Spender = (to, { channel }) => [...sending('decided', to), ...(channel === 'phone' ? texting(to, 'decided') : [])]
/**
 * Security: the owner hears of a takeover. So mails of notices count apart from codes, and each kind of change of each account by itself: a thief who uses up the
 * room for one has been announced as often as there was room.
 */
const notice: Spender = (to, { channel, realm, about = [], alone = false }) => {
  const change: Room = ['noticesPerDestinationDaily', [realm.id, to, ...about]]
  if (channel === 'email') return [change]
  return alone ? [change, ...texting(to, 'notices')] : [change, ['textNoticesPerDestinationDaily', [to]], ...texting(to)]
}

/** Every kind that a person gets. A new kind does not compile before it says here what it spends. */
const budgets: Record<PersonKind, Spender> = {
  'code': asked,
  'approval': asked,
  'case-answered': asked,
  'access-given': decided,
  'password-changed': notice,
  'account-changed': notice,
  'access-asked': notice,
  'reminder': notice,
  // To people who have asked for nothing.
  'contact-invited': (to) => [['invitationsPerAddressDaily', [to]]],
  'contact-asked': (to) => [['asksPerContactDaily', [to]]],
}

declare const spent: unique symbol
/** Made here alone: what a message may do after its budgets were spent. */
export interface Leave {
  readonly [spent]: true
  readonly goes: boolean
  /** The first that was full, and that no share opened. */
  readonly full?: LimitName
  /** Security: texts go to no country that is not listed, and to no number that bills its caller. */
  readonly allowed: boolean
}

const MADE_UP_NUMBER = '+12025550123'

/** As many as the kind with the most. */
const ROOMS = 4
/** Never full: it counts nothing. */
const DUMMY = { burst: 1_000_000, perSeconds: 600 }

/**
 * Spends all budgets of a message, also after one was full. Security: always as many, by mail, by text and for nobody, so that the work tells none of them
 * apart; what a message has too few of is made up in buckets that count nothing.
 */
export async function askLeave(tx: Tx, addressee: Addressee, needs: RoomNeeds): Promise<Leave> {
  const { kind, realm, channel, to, inPlace = '', share } = addressee
  const counted = to ?? `nobody ${inPlace}`
  const rooms = budgets[kind](counted, to === undefined ? { ...addressee, channel: 'email' } : addressee)
  const filled: LimitName[] = []
  for (const [limit, of] of rooms) if (!(await hasRoom(tx, limit, realm, of, needs))) filled.push(limit)
  for (let n = rooms.length; n < ROOMS; n += 1)
    await spend(tx, limitKey(needs.keys, 'nothing', realm.id, counted, String(n)), DUMMY, needs.clock.now())
  const opened = await share?.(!filled.some(isOfInbox))
  const full = filled.find((limit) => !(opened && isOfInbox(limit)))
  // Security: an unknown name costs the same parsing of a number.
  const allowed = channel !== 'phone' || mayText(to ?? MADE_UP_NUMBER, realm.policy) || to === undefined
  return { goes: to !== undefined && allowed && full === undefined, allowed, ...(full && { full }) } as Leave
}

/** For a mail to staff: each subject by itself, so that nobody uses up the room for one by causing another. */
export async function askLeaveForStaff(tx: Tx, to: string, subject: string, needs: RoomNeeds): Promise<Leave> {
  const goes = await hasRoom(tx, 'operatorMailsPerSubjectDaily', undefined, [to, subject], needs)
  return { goes, allowed: true, ...(!goes && { full: 'operatorMailsPerSubjectDaily' }) } as Leave
}
