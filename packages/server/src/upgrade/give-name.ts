/** Renews a stored name to today's form. If another account already has that name, the older account keeps it and the other account loses it. */
import type { Identifier } from '@regain/core'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { accounts, identifiers, lostNames } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'

type Row = typeof identifiers.$inferSelect

/** False: the other account keeps the name. */
export async function giveName(
  tx: Tx,
  row: Row,
  { kind, value }: Identifier,
  { keys, now }: { keys: Keys; now: number },
): Promise<boolean> {
  const { realm } = row
  const [there] = await tx.select().from(identifiers).where(isNamed(realm, { kind, value }))
  if (!there) {
    await tx.update(identifiers).set({ value }).where(isNamed(realm, row))
    return true
  }
  if (there.account === row.account) {
    await tx.delete(identifiers).where(isNamed(realm, row))
    return true
  }
  const keeper = await olderOf(tx, realm, there.account, row.account)
  const loser = keeper === there.account ? row : there
  // Security: deleted before it is given to the other account, so that the name never leads to the wrong account.
  await tx.delete(identifiers).where(isNamed(realm, loser))
  if (keeper === row.account) await tx.update(identifiers).set({ value }).where(isNamed(realm, row))
  const theirs = and(eq(lostNames.realm, realm), eq(lostNames.keptBy, loser.account), eq(lostNames.kind, kind))
  // Accounts that had lost the name to this one have now lost it to the keeper.
  for (const lost of await tx.select().from(lostNames).where(theirs))
    if (lost.value === value || lost.value === row.value) await tx.update(lostNames).set({ keptBy: keeper }).where(isLost(lost))
  await tx
    .insert(lostNames)
    .values({ realm, kind, value: loser.value, account: loser.account, keptBy: keeper, at: now })
    .onConflictDoUpdate({ target: [lostNames.realm, lostNames.account, lostNames.kind, lostNames.value], set: { keptBy: keeper } })
  const account = accountDigest(keys, realm, loser.account)
  await record(tx, { at: now, name: 'account.name-lost', actor: 'server', realm, account, details: { kind } })
  return keeper === row.account
}

const isNamed = (realm: string, { kind, value }: Identifier) =>
  and(eq(identifiers.realm, realm), eq(identifiers.kind, kind), eq(identifiers.value, value))

const isLost = ({ realm, account, kind, value }: typeof lostNames.$inferSelect) =>
  and(eq(lostNames.realm, realm), eq(lostNames.account, account), eq(lostNames.kind, kind), eq(lostNames.value, value))

/** By creation time, then by id, so that the result is always the same. */
async function olderOf(tx: Tx, realm: string, ...ids: [string, string]): Promise<string> {
  const [older] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.realm, realm), inArray(accounts.id, ids)))
    .orderBy(asc(accounts.createdAt), asc(accounts.id))
    .limit(1)
  return older?.id ?? ids[0]
}
