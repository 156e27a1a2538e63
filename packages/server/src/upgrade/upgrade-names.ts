/**
 * Rewrites stored names and addresses if the form in which they are compared has changed. Runs before anything else when a database of an older release
 * is opened, in batches that commit their position with their work: if it is killed, or two processes run it at once, it continues from there.
 */
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { renewCapsule } from '../changes/capsule.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Database, Tx } from '../db/database.ts'
import { destinations, identifiers, realms, undoCapsules } from '../db/schema.ts'
import { storedJson } from '../db/stored-value.ts'
import { noteNumericHandles } from '../names/given-name.ts'
import { skeletonOf } from '../names/look-alikes.ts'
import { renewedAddress, renewedName } from '../names/renewed-name.ts'
import { readRealm } from '../sites/read-sites.ts'
import type { Realm } from '../sites/realm.ts'
import type { Clock } from '../world/clock.ts'
import { giveName } from './give-name.ts'
import { moveCounts } from './move-counts.ts'

/** Must be raised with each change of core's `nameKey` or `phoneKey`, of their folding table, and of `numbering-plans.ts`. The first release had 1. */
export const NAMES_FORM = 2

export interface UpgradeNeeds {
  db: Database
  keys: Keys
  seal: Seal
  clock: Clock
  /** Called after each batch. */
  onProgress?(done: { rows: number }): void
}

const AT_ONCE = 1000
const storedForm = storedJson<number>('names form')

/** Tables in this order; `after` is the key of the last row that was read. */
const tables = ['identifiers', 'destinations', 'capsules'] as const
const CursorSchema = v.strictObject({ form: v.number(), table: v.picklist(tables), after: v.array(v.union([v.string(), v.number()])) })
type Cursor = v.InferOutput<typeof CursorSchema>
const storedCursor = storedJson<unknown>('names upgrade')
const first: Cursor = { form: NAMES_FORM, table: 'identifiers', after: [] }

export async function upgradeNames({ db, keys, seal, clock, onProgress }: UpgradeNeeds): Promise<void> {
  for (;;) {
    const done = await db.write(async (tx) => {
      const state = await readState(tx)
      if (state === undefined) return undefined
      const { realmOf, areAllRead } = await readRealms(tx, seal)
      const read = await batches[state.table](tx, state.after, { realmOf, keys, seal, now: clock.now() })
      const table = read.after ? state.table : tables[tables.indexOf(state.table) + 1]
      await (table ? storedCursor.write(tx, { form: NAMES_FORM, table, after: read.after ?? [] }) : finish(tx, areAllRead))
      return { rows: read.rows, isLast: table === undefined }
    })
    if (!done) return
    onProgress?.({ rows: done.rows })
    if (done.isLast) return
  }
}

/** Undefined: nothing to do. */
async function readState(tx: Tx): Promise<Cursor | undefined> {
  if ((await storedForm.read(tx)) === NAMES_FORM) return undefined
  const known = v.safeParse(CursorSchema, await storedCursor.read(tx))
  // A cursor of another release: its rows are read again, which changes nothing.
  return known.success && known.output.form === NAMES_FORM ? known.output : first
}

/** A realm that can't be read is shut. Its names wait until its settings are fixed, and the next start tries again. */
async function finish(tx: Tx, areAllRead: boolean): Promise<void> {
  if (areAllRead) await storedForm.write(tx, NAMES_FORM)
  await storedCursor.remove(tx)
}

async function readRealms(tx: Tx, seal: Seal): Promise<{ realmOf: Around['realmOf']; areAllRead: boolean }> {
  const rows = await tx.select().from(realms).where(isNull(realms.removedAt))
  const known = new Map(rows.flatMap((row) => realmOrNone(row, seal).map((realm) => [realm.id, realm] as const)))
  return { realmOf: (id) => known.get(id), areAllRead: known.size === rows.length }
}

function realmOrNone(row: typeof realms.$inferSelect, seal: Seal): Realm[] {
  try {
    return [readRealm(row, seal)]
  } catch {
    return []
  }
}

interface Around {
  realmOf(id: string): Realm | undefined
  keys: Keys
  seal: Seal
  now: number
}

/** `after`: key of the last row, if there may be more. */
type Batch = (tx: Tx, after: Cursor['after'], around: Around) => Promise<{ rows: number; after?: Cursor['after'] }>

const batches: Record<Cursor['table'], Batch> = {
  async identifiers(tx, [realm = '', kind = '', value = ''], around) {
    const { realm: r, kind: k, value: n } = identifiers
    const rows = await tx
      .select()
      .from(identifiers)
      .where(sql`(${r}, ${k}, ${n}) > (${realm}, ${kind}, ${value})`)
      .orderBy(asc(r), asc(k), asc(n))
      .limit(AT_ONCE)
    for (const id of new Set(rows.map((row) => row.realm))) {
      const known = around.realmOf(id)
      // Skips realms that are being removed, and waits for realms that can't be read.
      if (!known) continue
      const own = rows.filter((row) => row.realm === id)
      const realm = (await noteNumericHandles(tx, id, own)) ? { ...known, numericHandles: true } : known
      const renewed = own.map((row) => ({ row, name: renewedName(row, realm) }))
      for (const { row, name } of renewed)
        if (name.value === row.value || (await giveName(tx, row, name, around))) await moveCounts(tx, row, name, realm, around.keys)
      await putSkeletons(
        tx,
        id,
        renewed.map(({ name }) => name),
      )
    }
    return ended(rows, ({ realm, kind, value }) => [realm, kind, value])
  },
  async destinations(tx, [realm = '', account = '', channel = '', value = ''], { realmOf }) {
    const { realm: r, account: a, channel: c, value: n } = destinations
    const rows = await tx
      .select()
      .from(destinations)
      .where(sql`(${r}, ${a}, ${c}, ${n}) > (${realm}, ${account}, ${channel}, ${value})`)
      .orderBy(asc(r), asc(a), asc(c), asc(n))
      .limit(AT_ONCE)
    for (const row of rows) {
      const renewed = realmOf(row.realm) && renewedAddress(row)
      if (!renewed || renewed === row.value) continue
      const isRow = and(eq(r, row.realm), eq(a, row.account), eq(c, row.channel), eq(n, row.value))
      await tx.delete(destinations).where(isRow)
      // Two spellings of one number: the row that already has the new form stays.
      await tx
        .insert(destinations)
        .values({ ...row, value: renewed })
        .onConflictDoNothing()
    }
    return ended(rows, ({ realm, account, channel, value }) => [realm, account, channel, value])
  },
  async capsules(tx, [id = 0], { realmOf, seal }) {
    const rows = await tx
      .select()
      .from(undoCapsules)
      .where(gt(undoCapsules.id, Number(id)))
      .orderBy(asc(undoCapsules.id))
      .limit(AT_ONCE)
    for (const row of rows) {
      const realm = realmOf(row.realm)
      const renewed = realm && renewCapsule(row, { name: (name) => renewedName(name, realm), address: renewedAddress }, seal)
      if (renewed) await tx.update(undoCapsules).set({ before: renewed }).where(eq(undoCapsules.id, row.id))
    }
    return ended(rows, ({ id }) => [id])
  },
}

function ended<Row>(rows: readonly Row[], keyOf: (row: Row) => Cursor['after']) {
  const last = rows.at(-1)
  return { rows: rows.length, ...(last && rows.length === AT_ONCE && { after: keyOf(last) }) }
}

async function putSkeletons(tx: Tx, realm: string, names: readonly ReturnType<typeof renewedName>[]): Promise<void> {
  const skeletons = names.flatMap((name) => (name.kind === 'handle' ? [[name.value, skeletonOf(name)]] : []))
  if (skeletons.length === 0) return
  await tx.run(sql`
    UPDATE ${identifiers} SET skeleton = one.value->>1 FROM json_each(${JSON.stringify(skeletons)}) AS one
    WHERE ${identifiers.realm} = ${realm} AND ${identifiers.kind} = 'handle' AND ${identifiers.value} = one.value->>0`)
}
