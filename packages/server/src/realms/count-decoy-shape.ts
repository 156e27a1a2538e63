/** Counts how the destinations of a realm's accounts are distributed, so that decoys look like them, and leaves out rare ones. */
import type { DecoyShape, IdentifierKind, Slot } from '@regain/core'
import { defaultDecoyShape, firstLetter, slotOf } from '@regain/core'
import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { accounts, destinations, identifiers } from '../db/schema.ts'

/** Combinations that fewer accounts have are left out: a decoy must not resemble a single person. */
const LEAST_ALIKE = 10
/** A shape from fewer accounts would reveal more about each than it hides; the default shape is used then. */
export const LEAST_COUNTED = 100
// Rounded, so that nobody can compute the number of accounts from how often a decoy is drawn.
const WEIGHTS = 1000
const AT_ONCE = 200

/** Counts equal values. */
function tally<Member>() {
  const counts = new Map<string, { member: Member; count: number }>()
  return {
    add(key: string, member: Member): void {
      const known = counts.get(key)
      if (known) known.count += 1
      else counts.set(key, { member, count: 1 })
    },
    /** Undefined: too few accounts. */
    weighed(): { member: Member; weight: number }[] | undefined {
      const common = [...counts.values()].filter(({ count }) => count >= LEAST_ALIKE)
      const total = common.reduce((sum, { count }) => sum + count, 0)
      if (total < LEAST_COUNTED) return undefined
      return common
        .sort((a, b) => b.count - a.count)
        .map(({ member, count }) => ({ member, weight: Math.max(1, Math.round((WEIGHTS * count) / total)) }))
    },
  }
}

/** `pause` lets other work run between two pages. */
export async function countDecoyShape(
  read: Reader,
  realm: string,
  pause: () => Promise<unknown>,
): Promise<{ shape: DecoyShape; accounts: number }> {
  const lists = { email: tally<Slot[]>(), phone: tally<Slot[]>(), handle: tally<Slot[]>() }
  const initials = tally<string>()
  let counted = 0
  for (let after = ''; ; ) {
    const page = await read
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.realm, realm), gt(accounts.id, after)))
      .orderBy(asc(accounts.id))
      .limit(AT_ONCE)
    const last = page.at(-1)
    if (!last) break
    after = last.id
    counted += page.length
    const ids = page.map(({ id }) => id)
    const names = await read
      .select()
      .from(identifiers)
      .where(and(eq(identifiers.realm, realm), inArray(identifiers.account, ids)))
    const places = await read
      .select()
      .from(destinations)
      .where(and(eq(destinations.realm, realm), inArray(destinations.account, ids), eq(destinations.verified, true)))
      .orderBy(asc(destinations.place))
    const placesOf = groupByAccount(places)
    for (const name of names) {
      const slots = (placesOf.get(name.account) ?? []).map((place) => slotOf(name, place))
      if (slots.length > 0) lists[name.kind].add(slots.join(), slots)
    }
    // Each account counts once, however many addresses it has.
    for (const own of placesOf.values()) for (const pair of new Set(own.flatMap(initialsOf))) initials.add(pair, pair)
    await pause()
  }
  const variants = (kind: IdentifierKind) =>
    lists[kind].weighed()?.map(({ member, weight }) => ({ slots: member, weight })) ?? defaultDecoyShape[kind]
  const shape = {
    email: variants('email'),
    phone: variants('phone'),
    handle: variants('handle'),
    initials: initials.weighed()?.map(({ member, weight }) => ({ pair: member, weight })) ?? defaultDecoyShape.initials,
  }
  return { shape, accounts: counted }
}

const initialsOf = ({ channel, value }: { channel: string; value: string }): string[] =>
  channel === 'email' ? [firstLetter(value) + firstLetter(value.slice(value.lastIndexOf('@') + 1))] : []

function groupByAccount<Row extends { account: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(row.account, [...(groups.get(row.account) ?? []), row])
  return groups
}
