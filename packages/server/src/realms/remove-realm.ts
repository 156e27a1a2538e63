/** Removes a realm permanently: one transaction closes it, then small steps delete its rows while the server works (R-915; OWASP ASVS 5.0 14.2.7). */
import type { SQL } from 'drizzle-orm'
import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import type { Database, Reader, Tx } from '../db/database.ts'
import { accounts, cases, flows, outbox, realms, sites } from '../db/schema.ts'
import { endFlowsIn } from '../flows/end-flow.ts'
import { note } from '../operators/note.ts'
import { FRESH_MS } from '../sites/read-sites.ts'
import { notRemoved } from '../sites/realm-exists.ts'
import type { Clock } from '../world/clock.ts'
import type { Rows } from './rows-of-realm.ts'
import { deletedFirst, deletedInBatches, deletedLast } from './rows-of-realm.ts'

export interface WhatGoes extends Record<string, number> {
  sites: number
  accounts: number
  openAttempts: number
  cases: number
}

export async function countRealm(from: Pick<Reader, '$count'>, realm: string, now: number): Promise<WhatGoes> {
  const isOpen = and(eq(flows.realm, realm), isNull(flows.endedAt), gt(flows.expiresAt, now))
  return {
    sites: await from.$count(sites, eq(sites.realm, realm)),
    accounts: await from.$count(accounts, eq(accounts.realm, realm)),
    openAttempts: await from.$count(flows, isOpen),
    cases: await from.$count(cases, eq(cases.realm, realm)),
  }
}

/** From now on its sites are unknown, open work ends, and waiting messages are not sent. A second call does nothing. */
export async function shutRealm(tx: Tx, { id, name }: { id: string; name: string }, now: number): Promise<void> {
  const goes = await countRealm(tx, id, now)
  const shut = await tx
    .update(realms)
    .set({ removedAt: now })
    .where(and(eq(realms.id, id), notRemoved))
  if (shut.rowsAffected === 0) return
  for (const { table, areOf } of deletedFirst) await tx.delete(table).where(areOf(id))
  await endFlowsIn(tx, id, now)
  await tx
    .update(outbox)
    .set({ state: 'cancelled', settledAt: now, message: '' })
    .where(and(eq(outbox.state, 'waiting'), eq(outbox.realm, id)))
  await note(tx, 'realm.removed', {}, now, { name, ...goes }, { realm: id })
}

export interface EmptyRealm {
  realm: string
  onProgress(progress: { done: number; of: number }): void
}

/** Returns how many rows were deleted. It can be stopped anywhere and started again. */
export async function emptyRealm({ realm, onProgress }: EmptyRealm, { db, clock }: { db: Database; clock: Clock }): Promise<number> {
  // Other processes know the realm until their cache expires, and may have started work in it.
  await clock.wait(2 * FRESH_MS)
  let of = 0
  for (const { table, areOf } of deletedInBatches) of += await db.read.$count(table, areOf(realm))
  let done = 0
  for (let before = -1; before < done; ) {
    before = done
    for (const rows of deletedInBatches)
      await removeInPieces(rows, realm, { db, clock }, (gone) => {
        done += gone
        onProgress({ done, of: Math.max(of, done) })
      })
  }
  await db.write(async (tx) => {
    for (const { table, areOf } of [...deletedFirst, ...deletedLast]) await tx.delete(table).where(areOf(realm))
  })
  return done
}

/** Rows read for one commit: as few as the purge removes in one. */
const AT_ONCE = 500
/** Between two commits, so that requests go first. */
const PAUSE_MS = 10

const rowid = sql<number>`rowid`

/** Walks the table from its beginning. Each step costs the same, whether all of its rows are of this realm or none, and needs no index. */
async function removeInPieces(
  { table, areOf }: Rows,
  realm: string,
  { db, clock }: { db: Database; clock: Clock },
  onGone: (gone: number) => void,
): Promise<void> {
  for (let after = 0; ; ) {
    const piece = db.read
      .select({ place: rowid.as('place') })
      .from(table)
      .where(gt(rowid, after))
      .orderBy(rowid)
      .limit(AT_ONCE)
      .as('piece')
    const [{ last } = { last: null }] = await db.read.select({ last: sql<number | null>`max(${piece.place})` }).from(piece)
    if (last === null) return
    const those = and(gt(rowid, after), lte(rowid, last), areOf(realm)) as SQL
    if ((await db.read.$count(table, those)) > 0) {
      onGone(await db.write(async (tx) => (await tx.delete(table).where(those)).rowsAffected))
      await clock.wait(PAUSE_MS)
    }
    after = last
  }
}
