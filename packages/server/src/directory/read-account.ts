/** Reads an account that Regain keeps itself, with everything that belongs to it, in one statement. */
import type { Lock } from '@regain/core'
import { liftedByNewPassword } from '@regain/core'
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { accountLocks, accounts, destinations, identifiers } from '../db/schema.ts'
import type { FoundAccount } from './directory.ts'
import { ownFacts } from './facts.ts'

/** Undefined: there is no such account. */
export const readAccount = (from: Pick<Reader, 'select'>, realm: string, id: string): Promise<FoundAccount | undefined> =>
  byId(from, { realm, id })

interface AccountRow extends Required<Pick<FoundAccount, 'id' | 'generation' | 'assurance' | 'privileged' | 'facts'>> {
  locale: string | null
  createdAt: number
  passwordChangedAt: number | null
}

/** All but the first are JSON. */
const facts = {
  asked: sql<number>`asked`,
  account: sql<string | null>`account`,
  destinations: sql<string>`destinations`,
  identifiers: sql<string>`identifiers`,
  locks: sql<string>`locks`,
}

const factsOf = (one: SQL): SQL => sql`(
    WITH one AS MATERIALIZED (${one})
    SELECT asked,
      (SELECT json_object('id', a.id, 'generation', a.generation, 'locale', a.locale, 'assurance', a.assurance, 'privileged', json(iif(a.privileged, 'true', 'false')),
          'facts', json(a.facts), 'createdAt', a.created_at, 'passwordChangedAt', a.password_changed_at)
        FROM ${accounts} a WHERE a.realm = one.realm AND a.id = one.id) AS account,
      (SELECT json_group_array(json_object('channel', channel, 'value', value, 'verified', json(iif(verified, 'true', 'false')), 'since', since, 'heldUntil', held_until))
        FROM (SELECT * FROM ${destinations} d WHERE d.realm = one.realm AND d.account = one.id ORDER BY d.place)) AS destinations,
      (SELECT json_group_array(json_object('kind', kind, 'value', value))
        FROM (SELECT * FROM ${identifiers} i WHERE i.realm = one.realm AND i.account = one.id ORDER BY i.place)) AS identifiers,
      (SELECT json_group_array(json_object('cause', cause, 'since', since))
        FROM ${accountLocks} l WHERE l.realm = one.realm AND l.account = one.id) AS locks
    FROM one)`

/**
 * A query for an account, built once. `one` always selects exactly one row: `realm`, `id`, and whether that is the account that was `asked` for; its values are placeholders.
 * Security: the neighbour's account is read in full for an unknown name, because reading the columns in JavaScript costs more than finding them.
 */
export function reading(one: SQL) {
  const query = prepareOnce((from: Pick<Reader, 'select'>) => from.select(facts).from(factsOf(one)).prepare())
  return async (from: Pick<Reader, 'select'>, values: Record<string, string>): Promise<FoundAccount | undefined> => {
    const [row] = await query(from).all(values)
    if (!row) throw new Error('a statement that must return a row returned none')
    return accountFrom(row)
  }
}

const byId = reading(sql`SELECT ${sql.placeholder('realm')} AS realm, ${sql.placeholder('id')} AS id, 1 AS asked`)

type Facts = Record<'destinations' | 'identifiers' | 'locks', string> & { asked: number; account: string | null }

function accountFrom(facts: Facts): FoundAccount | undefined {
  const account = JSON.parse(facts.account ?? 'null') as AccountRow | null
  const places = JSON.parse(facts.destinations) as FoundAccount['destinations']
  const names = JSON.parse(facts.identifiers) as FoundAccount['identifiers']
  const locks = JSON.parse(facts.locks) as Lock[]
  const lock = mostSevere(locks)
  if (!account) return undefined
  // Security: built for a neighbour's account as well, and then dropped.
  const found = {
    id: account.id,
    generation: account.generation,
    destinations: places,
    identifiers: names,
    assurance: account.assurance,
    privileged: account.privileged,
    ...(account.locale && { locale: account.locale }),
    ...(lock && { lock }),
    facts: ownFacts(account),
  }
  return facts.asked ? found : undefined
}

/** The lock that decides: one that no new password lifts comes before one that it lifts, and the site's decision comes before a freeze. */
export function mostSevere(locks: readonly Lock[]): Lock | undefined {
  const hard = (['disabled', 'operator'] as const).flatMap((cause) => locks.find((lock) => lock.cause === cause) ?? [])
  return hard[0] ?? locks.find(({ cause }) => !liftedByNewPassword(cause)) ?? locks[0]
}
