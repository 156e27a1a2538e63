/** Refuses new user names that look like another account's, so that a person does not write to a stranger under a friend's name. */
import type { Identifier } from '@regain/core'
import { sql } from 'drizzle-orm'
import unhomoglyph from 'unhomoglyph'
import type { Reader } from '../db/database.ts'
import { identifiers } from '../db/schema.ts'

/** What a user name looks like: equal for two that look alike (UTS 39, section 4). Null: it is not a user name. */
export const skeletonOf = ({ kind, value }: Identifier): string | null =>
  kind === 'handle' ? unhomoglyph(value.normalize('NFD')).normalize('NFD') : null

/** Two plain ASCII names don't count as alike: people choose names like `jane1` beside `janel` every day. */
export const mayLookAlike = ({ kind, value }: Identifier): boolean => kind === 'handle' && /[^\p{ASCII}]/u.test(value)

export const LOOKS_LIKE_ANOTHER = 'looks like the user name of another account: choose one that can’t be taken for it'

/** Indexes in `names` of those that look like a name of another account. One statement for any number of names. */
export async function lookAlikes(
  from: Pick<Reader, 'all'>,
  realm: string,
  names: readonly (Identifier & { account: string })[],
): Promise<Set<number>> {
  const asked = names.flatMap((name, place) => (mayLookAlike(name) ? [[place, skeletonOf(name), name.account]] : []))
  if (asked.length === 0) return new Set()
  const rows = await from.all<{ place: number }>(sql`
    SELECT DISTINCT asked.value->>0 AS place FROM json_each(${JSON.stringify(asked)}) AS asked
    CROSS JOIN ${identifiers} AS i ON i.realm = ${realm} AND i.skeleton = asked.value->>1 AND i.account <> asked.value->>2`)
  return new Set(rows.map(({ place }) => place))
}

/** For many accounts in one transaction: compares with the database, and with names added since. */
export async function findLookAlikes(
  from: Pick<Reader, 'all'>,
  realm: string,
  read: readonly { id: string; names: readonly Identifier[] }[],
) {
  const names = read.flatMap(({ id, names }) => names.map((name) => ({ ...name, account: id })))
  const stored = await lookAlikes(from, realm, names)
  const keyOf = ({ kind, value }: Identifier, account: string) => JSON.stringify([account, kind, value])
  const alike = new Set([...stored].flatMap((place) => (names[place] ? [keyOf(names[place], names[place].account)] : [])))
  const owners = new Map<string, string>()
  return {
    areOfAnother(name: Identifier, account: string): boolean {
      const owner = mayLookAlike(name) ? owners.get(skeletonOf(name) ?? '') : undefined
      return alike.has(keyOf(name, account)) || (owner !== undefined && owner !== account)
    },
    add(name: Identifier, account: string): void {
      const skeleton = skeletonOf(name)
      if (skeleton !== null && !owners.has(skeleton)) owners.set(skeleton, account)
    },
  }
}
