/** Writes many new accounts in four statements: one JSON parameter each, for any number of rows. */
import { sql } from 'drizzle-orm'
import type { Keys } from '../../crypto/keys.ts'
import type { Tx } from '../../db/database.ts'
import { accountLocks, accounts, destinations, identifiers } from '../../db/schema.ts'
import { keepFacts } from '../../directory/facts.ts'
import { noteNumericHandles } from '../../names/given-name.ts'
import { skeletonOf } from '../../names/look-alikes.ts'
import type { GivenPassword } from '../given-password.ts'
import type { ReadLine } from './read-account-line.ts'

/** A line of the file, checked. */
export interface ReadAccount extends ReadLine {
  line: number
  given?: GivenPassword | undefined
}

export async function putNewAccounts(
  tx: Tx,
  realm: string,
  read: readonly ReadAccount[],
  { keys, now }: { keys: Keys; now: number },
): Promise<void> {
  const rows = read.map(({ id, given, body }) => [
    id,
    given?.hash ?? null,
    body.locale ?? null,
    body.assurance ?? 'aal1',
    body.privileged ? 1 : 0,
    JSON.stringify(keepFacts(keys, realm, body.facts ?? {})),
    JSON.stringify(body.signsInWith ?? []),
    given?.digest ?? null,
  ])
  await tx.run(sql`
    INSERT INTO ${accounts} (realm, id, password_hash, password_changed_at, locale, assurance, privileged, facts, signs_in_with, given_hash, generation, created_at, updated_at)
    SELECT ${realm}, value->>0, value->>1, iif(value->>1 IS NULL, NULL, ${now}), value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, 1, ${now}, ${now} FROM json_each(${JSON.stringify(rows)})`)
  const names = read.flatMap(({ id, names }) => names.map((name, place) => [id, name.kind, name.value, place, skeletonOf(name)]))
  await noteNumericHandles(
    tx,
    realm,
    read.flatMap((one) => one.names),
  )
  await tx.run(sql`
    INSERT INTO ${identifiers} (realm, account, kind, value, place, skeleton)
    SELECT ${realm}, value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(${JSON.stringify(names)})`)
  const places = read.flatMap(({ id, places }) =>
    places.map(({ channel, value, verified }, place) => [id, channel, value, verified ? 1 : 0, place]),
  )
  await tx.run(sql`
    INSERT INTO ${destinations} (realm, account, channel, value, verified, since, place)
    SELECT ${realm}, value->>0, value->>1, value->>2, value->>3, ${now}, value->>4 FROM json_each(${JSON.stringify(places)})`)
  const disabled = read.filter(({ body }) => body.status === 'disabled').map(({ id }) => id)
  if (disabled.length > 0)
    await tx.run(sql`
      INSERT INTO ${accountLocks} (realm, account, cause, since)
      SELECT ${realm}, value, 'disabled', ${now} FROM json_each(${JSON.stringify(disabled)})`)
}

/** Which of these accounts exist. */
export async function knownAccounts(tx: Tx, realm: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.all<{ id: string }>(sql`
    SELECT id FROM ${accounts} WHERE realm = ${realm} AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
  return new Set(rows.map(({ id }) => id))
}

/** The account of each identifier, by `kind value`. CROSS JOIN keeps SQLite from scanning the table once for each name. */
export async function ownersOf(tx: Tx, realm: string, names: readonly { kind: string; value: string }[]): Promise<Map<string, string>> {
  const rows = await tx.all<{ kind: string; value: string; account: string }>(sql`
    SELECT i.kind, i.value, i.account FROM json_each(${JSON.stringify(names.map(({ kind, value }) => [kind, value]))}) AS asked
    CROSS JOIN ${identifiers} AS i ON i.realm = ${realm} AND i.kind = asked.value->>0 AND i.value = asked.value->>1`)
  return new Map(rows.map(({ kind, value, account }) => [`${kind} ${value}`, account]))
}
