/**
 * The one place where limits are spent: the generic cell rate algorithm (ITU-T I.371), one row for each bucket, one statement for all buckets of a request.
 * A limit is named once, and metrics and the overview show that name.
 */
import type { Limit, Limits } from '@regain/core'
import { sql } from 'drizzle-orm'
import type { Keys } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { limits } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Realm } from '../sites/realm.ts'
import type { AddressPrefixes } from '../visitor/address.ts'
import type { Clock } from '../world/clock.ts'
import type { ServerLimitName } from './server-limits.ts'
import { serverLimits } from './server-limits.ts'

export type LimitName = keyof Limits | ServerLimitName

type RealmOfLimit = Pick<Realm, 'id' | 'policy'>
/** A limit of the server belongs to no realm. */
type RealmFor<Name extends LimitName> = Name extends ServerLimitName ? undefined : RealmOfLimit

export interface RoomNeeds {
  keys: Keys
  clock: Clock
}

/** One bucket for all realms: they share one sender, and a person who floods an inbox uses all of them. */
const overAllRealms: ReadonlySet<LimitName> = new Set([
  'sendPerDestination',
  'sendPerDestinationDaily',
  'textNoticesPerDestinationDaily',
  'invitationsPerAddressDaily',
  'asksPerContactDaily',
] as const)

export interface Bucket {
  /** From `bucketKey` or `roomKey`: it must not contain a name in the clear. */
  key: string
  limit: Limit
}

/** The key of any bucket: a digest, so it doesn't contain the address or name that is counted. */
export const bucketKey = (keys: Keys, what: string, realm: string, ...of: readonly string[]): string =>
  keys.digest('limit', what, realm, ...of)

/** Key of the bucket for a limit. `of`: what is counted, such as an address or a name; only its digest is kept. */
export const roomKey = (keys: Keys, limit: LimitName, realm: string | undefined, of: readonly string[]): string =>
  bucketKey(keys, limit, realm === undefined || overAllRealms.has(limit) ? '' : realm, ...of)

const isOfServer = (limit: LimitName): limit is ServerLimitName => limit in serverLimits

function limitOf(limit: LimitName, realm: RealmOfLimit | undefined): Limit {
  if (isOfServer(limit)) return serverLimits[limit]
  if (!realm) throw new Error(`the limit ${limit} belongs to a realm`)
  return realm.policy.limits[limit]
}

/** A limit, and what is counted by it, such as an address or a name. */
export type Room<Name extends LimitName = LimitName> = readonly [limit: Name, of: readonly string[]]

export const bucketOf = (keys: Keys, [limit, of]: Room, realm: RealmOfLimit | undefined): Bucket => ({
  key: roomKey(keys, limit, realm?.id, of),
  limit: limitOf(limit, realm),
})

/** The most that two clocks of one installation differ. A larger step comes from a clock that was set. */
export const CLOCK_STEP_MS = 300_000

const intervalOf = ({ burst, perSeconds }: Limit): number => Math.ceil((perSeconds * 1000) / burst)

// The rows are chosen before any is written, because the statement reads the table that it writes to (SQLite then collects them first).
const spending = prepareOnce((tx: Tx) =>
  tx
    .insert(limits)
    .select(
      sql`SELECT asked.key, min(max(ifnull(known.tat, 0), asked.now) + asked.interval, asked.room)
        FROM (SELECT value ->> 0 AS key, value ->> 1 AS now, value ->> 2 AS interval, value ->> 3 AS room, value ->> 4 AS far_ahead
          FROM json_each(${sql.placeholder('asked')})) AS asked
        LEFT JOIN ${limits} AS known ON known.key = asked.key
        WHERE known.tat IS NULL OR max(known.tat, asked.now) + asked.interval <= asked.room OR known.tat > asked.far_ahead`,
    )
    .onConflictDoUpdate({ target: limits.key, set: { tat: sql`excluded.tat` } })
    .returning({ key: limits.key })
    .prepare(),
)

/**
 * Spends one in each bucket that has room, and returns for each whether it had. A time far beyond the bucket's size was written by a clock that ran ahead and was set
 * back: one request passes, and the bucket is full from then on, not forever (R-1105).
 */
export async function spendAll(tx: Tx, buckets: readonly Bucket[], now: number): Promise<boolean[]> {
  // Security: a bucket that is named twice would be spent once.
  if (new Set(buckets.map(({ key }) => key)).size < buckets.length) throw new Error('a statement can spend a bucket only once')
  const asked = buckets.map(({ key, limit }) => {
    const interval = intervalOf(limit)
    const room = now + limit.burst * interval
    return [key, now, interval, room, room + CLOCK_STEP_MS]
  })
  const spent = await spending(tx).all({ asked: JSON.stringify(asked) })
  const keys = new Set(spent.map(({ key }) => key))
  return buckets.map(({ key }) => keys.has(key))
}

/** For silent limits: spends one at each, in one statement. False: that limit is used up. */
export function spendRooms<Name extends LimitName>(
  tx: Tx,
  rooms: readonly Room<Name>[],
  realm: RealmFor<Name>,
  { keys, clock }: RoomNeeds,
): Promise<boolean[]> {
  return spendAll(
    tx,
    rooms.map((room) => bucketOf(keys, room, realm)),
    clock.now(),
  )
}

/** For silent limits: spends one. False: the limit is used up. */
export async function hasRoom<Name extends LimitName>(
  tx: Tx,
  limit: Name,
  realm: RealmFor<Name>,
  of: readonly string[],
  needs: RoomNeeds,
): Promise<boolean> {
  const [had = false] = await spendRooms(tx, [[limit, of]], realm, needs)
  return had
}

/** Spends one at each, and throws `too-many-requests` with the first that is used up; the transaction then rolls back what it spent. */
export async function mustHaveRooms<Name extends LimitName>(
  tx: Tx,
  rooms: readonly Room<Name>[],
  realm: RealmFor<Name>,
  needs: RoomNeeds,
): Promise<void> {
  const had = await spendRooms(tx, rooms, realm, needs)
  const full = rooms.find((_, place) => !had[place])
  if (full) throw tooMany(full[0])
}

/** Spends one, and throws `too-many-requests` if the limit is used up. */
export const mustHaveRoom = <Name extends LimitName>(
  tx: Tx,
  limit: Name,
  realm: RealmFor<Name>,
  of: readonly string[],
  needs: RoomNeeds,
): Promise<void> => mustHaveRooms(tx, [[limit, of]], realm, needs)

/** Gives one back, because a request that turned out right does not count against its sender. */
export async function giveRoomBack<Name extends LimitName>(
  tx: Tx,
  name: Name,
  realm: RealmFor<Name>,
  of: readonly string[],
  { keys }: Pick<RoomNeeds, 'keys'>,
): Promise<void> {
  const { key, limit } = bucketOf(keys, [name, of], realm)
  await tx.run(sql`UPDATE ${limits} SET tat = tat - ${intervalOf(limit)} WHERE key = ${key}`)
}

/** What strangers can request, and the limits that count it: by address, by network, by realm. */
const requestLimits = {
  start: { address: 'startPerAddress', network: 'startPerNetwork', realm: 'startPerRealm' },
  captcha: { address: 'captchaPerAddress', network: 'captchaPerNetwork' },
  identify: { address: 'identifyPerAddress', network: 'identifyPerNetwork', realm: 'identifyPerRealm' },
  case: { address: 'casePerAddress', network: 'casePerNetwork' },
  call: { address: 'callPerAddress', network: 'callPerNetwork' },
  answer: { address: 'answerPerAddress', network: 'answerPerNetwork' },
  signIn: { address: 'signInPerAddress', network: 'signInPerNetwork' },
  page: { address: 'pagePerAddress', network: 'pagePerNetwork' },
  console: { address: 'consolePerAddress', network: 'consolePerNetwork' },
} as const satisfies Record<string, { address: LimitName; network?: LimitName; realm?: LimitName }>
export type LimitedRequest = keyof typeof requestLimits
type RealmAt<Name extends LimitedRequest> = RealmFor<(typeof requestLimits)[Name]['address']>

/**
 * Spends one at each limit of a request, and throws `too-many-requests` with the first that is full. `page` counts some requests apart, such as the forms of one page, or `link` for
 * holders of a valid link, whom a storm of strangers must not lock out. One statement spends all limits, so that the work is the same whichever is full; the transaction rolls it back.
 */
export async function mustLetIn<Name extends LimitedRequest>(
  tx: Tx,
  request: Name,
  realm: RealmAt<Name>,
  from: AddressPrefixes,
  needs: RoomNeeds,
  page?: string,
): Promise<void> {
  await mustHaveRooms<LimitName>(tx, roomsAt(request, from, page), realm, needs)
}

/**
 * As `mustLetIn`, for transactions that are not rolled back: returns false, and spends nothing beyond the limit that was full. Security: an address that continues after
 * its own limit must not use up the limit of its network.
 */
export async function letsIn<Name extends LimitedRequest>(
  tx: Tx,
  request: Name,
  realm: RealmAt<Name>,
  from: AddressPrefixes,
  needs: RoomNeeds,
  page?: string,
): Promise<boolean> {
  for (const [limit, of] of roomsAt(request, from, page)) if (!(await hasRoom<LimitName>(tx, limit, realm, of, needs))) return false
  return true
}

/** Gives back what `letsIn` spent, because a request that turned out right does not count against its sender. */
export async function giveBackAt<Name extends LimitedRequest>(
  tx: Tx,
  request: Name,
  realm: RealmAt<Name>,
  from: AddressPrefixes,
  needs: Pick<RoomNeeds, 'keys'>,
): Promise<void> {
  for (const [limit, of] of roomsAt(request, from)) await giveRoomBack<LimitName>(tx, limit, realm, of, needs)
}

function roomsAt(request: LimitedRequest, { address, network }: AddressPrefixes, page?: string): Room[] {
  const at: { address: LimitName; network?: LimitName; realm?: LimitName } = requestLimits[request]
  const apart = page === undefined ? [] : [page]
  const rooms: Room[] = [[at.address, [address, ...apart]]]
  // An IPv4 address has no larger network that belongs to one customer.
  if (at.network && network !== address) rooms.push([at.network, [network, ...apart]])
  if (at.realm) rooms.push([at.realm, apart])
  return rooms
}

// Coarse on purpose: a precise time would be a timetable for robots.
export const tooMany = (limit: LimitName): ProblemError => new ProblemError('too-many-requests', { retryAfterSeconds: 60, limit })
