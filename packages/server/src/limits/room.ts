/** The one place where limits are spent. A limit is named once, and metrics and the overview show that name. */
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

/** The key of a bucket. It does not contain the address or name that is counted. */
export const limitKey = (keys: Keys, limit: string, realm: string, ...what: readonly string[]): string =>
  keys.digest('limit', limit, realm, ...what)

/** The most that two clocks of one installation differ. A larger step comes from a clock that was set. */
export const CLOCK_STEP_MS = 300_000

const spending = prepareOnce((tx: Tx) => {
  const [now, interval, room, farAhead] = (['now', 'interval', 'room', 'farAhead'] as const).map((name) => sql.placeholder(name))
  return tx
    .insert(limits)
    .values({ key: sql.placeholder('key'), tat: sql`${now} + ${interval}` })
    .onConflictDoUpdate({
      target: limits.key,
      set: { tat: sql`min(max(${limits.tat}, ${now}) + ${interval}, ${room})` },
      // A time far beyond the bucket's size was written by a clock that ran ahead and was set back. One request passes, and the bucket is full from now, not forever (R-1105).
      setWhere: sql`max(${limits.tat}, ${now}) + ${interval} <= ${room} OR ${limits.tat} > ${farAhead}`,
    })
    .prepare()
})

/** Spends one if there is room. `key` must not contain a name in the clear: digest it first. */
export async function spend(tx: Tx, key: string, { burst, perSeconds }: Limit, now: number): Promise<boolean> {
  const interval = Math.ceil((perSeconds * 1000) / burst)
  const room = now + burst * interval
  const spent = await spending(tx).run({ key, now, interval, room, farAhead: room + CLOCK_STEP_MS })
  return spent.rowsAffected === 1
}

/** Gives one back, because a request that turned out right does not count against its sender. */
export async function giveBack(tx: Tx, key: string, { burst, perSeconds }: Limit): Promise<void> {
  const interval = Math.ceil((perSeconds * 1000) / burst)
  await tx.run(sql`UPDATE ${limits} SET tat = tat - ${interval} WHERE key = ${key}`)
}

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

/** Key of the bucket for a limit. `of`: what is counted, such as an address or a name; only its digest is kept. */
export const roomKey = (keys: Keys, limit: LimitName, realm: string | undefined, of: readonly string[]): string =>
  limitKey(keys, limit, realm === undefined || overAllRealms.has(limit) ? '' : realm, ...of)

const isOfServer = (limit: LimitName): limit is ServerLimitName => limit in serverLimits

function limitOf(limit: LimitName, realm: RealmOfLimit | undefined): Limit {
  if (isOfServer(limit)) return serverLimits[limit]
  if (!realm) throw new Error(`the limit ${limit} belongs to a realm`)
  return realm.policy.limits[limit]
}

/** For silent limits: spends one. False: the limit is used up. */
export function hasRoom<Name extends LimitName>(
  tx: Tx,
  limit: Name,
  realm: RealmFor<Name>,
  of: readonly string[],
  { keys, clock }: RoomNeeds,
): Promise<boolean> {
  return spend(tx, roomKey(keys, limit, realm?.id, of), limitOf(limit, realm), clock.now())
}

/** Spends one, and throws `too-many-requests` if the limit is used up; the transaction then rolls back what it spent. */
export async function mustHaveRoom<Name extends LimitName>(
  tx: Tx,
  limit: Name,
  realm: RealmFor<Name>,
  of: readonly string[],
  needs: RoomNeeds,
): Promise<void> {
  if (!(await hasRoom(tx, limit, realm, of, needs))) throw tooMany(limit)
}

/** Gives one back, because a request that turned out right does not count against its sender. */
export function giveRoomBack<Name extends LimitName>(
  tx: Tx,
  limit: Name,
  realm: RealmFor<Name>,
  of: readonly string[],
  { keys }: Pick<RoomNeeds, 'keys'>,
): Promise<void> {
  return giveBack(tx, roomKey(keys, limit, realm?.id, of), limitOf(limit, realm))
}

/** What strangers can request, and the limits that count it: by address, by network, by realm. */
const doors = {
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
export type Door = keyof typeof doors
type RealmAt<Name extends Door> = RealmFor<(typeof doors)[Name]['address']>

/**
 * Spends one at each limit of a door, and throws `too-many-requests` with the first that is full. `page` counts some requests apart, such as the forms of one page, or `link` for
 * holders of a valid link, whom a storm of strangers must not lock out. All limits are spent even after one was full, so that the work is the same; the transaction rolls all of it back.
 */
export async function mustLetIn<Name extends Door>(
  tx: Tx,
  door: Name,
  realm: RealmAt<Name>,
  from: AddressPrefixes,
  { keys, clock }: RoomNeeds,
  page?: string,
): Promise<void> {
  let full: LimitName | undefined
  for (const [limit, of] of bucketsOf(door, from, page)) {
    const room = await spend(tx, roomKey(keys, limit, realm?.id, of), limitOf(limit, realm), clock.now())
    if (!room) full ??= limit
  }
  if (full) throw tooMany(full)
}

/**
 * As `mustLetIn`, for transactions that are not rolled back: returns false, and spends nothing beyond the limit that was full. Security: an address that continues after
 * its own limit must not use up the limit of its network.
 */
export async function letsIn<Name extends Door>(
  tx: Tx,
  door: Name,
  realm: RealmAt<Name>,
  from: AddressPrefixes,
  { keys, clock }: RoomNeeds,
  page?: string,
): Promise<boolean> {
  for (const [limit, of] of bucketsOf(door, from, page))
    if (!(await spend(tx, roomKey(keys, limit, realm?.id, of), limitOf(limit, realm), clock.now()))) return false
  return true
}

/** Gives back what `letsIn` spent, because a request that turned out right does not count against its sender. */
export async function giveBackAt<Name extends Door>(
  tx: Tx,
  door: Name,
  realm: RealmAt<Name>,
  from: AddressPrefixes,
  { keys }: Pick<RoomNeeds, 'keys'>,
): Promise<void> {
  for (const [limit, of] of bucketsOf(door, from)) await giveBack(tx, roomKey(keys, limit, realm?.id, of), limitOf(limit, realm))
}

function bucketsOf(door: Door, { address, network }: AddressPrefixes, page?: string): [LimitName, string[]][] {
  const limits: { address: LimitName; network?: LimitName; realm?: LimitName } = doors[door]
  const apart = page === undefined ? [] : [page]
  const buckets: [LimitName, string[]][] = [[limits.address, [address, ...apart]]]
  // An IPv4 address has no larger network that belongs to one customer.
  if (limits.network && network !== address) buckets.push([limits.network, [network, ...apart]])
  if (limits.realm) buckets.push([limits.realm, apart])
  return buckets
}

// Coarse on purpose: a precise time would be a timetable for robots.
export const tooMany = (limit: LimitName): ProblemError => new ProblemError('too-many-requests', { retryAfterSeconds: 60, limit })
