/** The queue of cases for operators: the oldest first, those about nobody last; and one case, with what the person told. */
import { maskDestination, maskIdentifier } from '@regain/core'
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { cases, operators } from '../db/schema.ts'
import type { Sites } from '../realms/realm.ts'
import type { Chance } from '../security/chance.ts'
import type { Clock } from '../security/clock.ts'
import { ProblemError } from '../security/problem.ts'
import type { Seal } from '../security/seal.ts'
import type { Told } from './open-case.ts'
import { toldContext } from './open-case.ts'

export interface CaseNeeds {
  db: Database
  clock: Clock
  chance: Chance
  seal: Seal
  sites: Sites
}

export type CaseRow = typeof cases.$inferSelect

/** What stands in the queue: nothing that the person wrote. */
export interface CaseLine {
  id: string
  realm: string
  site: string
  openedAt: number
  state: CaseRow['state']
  /** Nobody has this name: it can wait for ever. */
  decoy: boolean
  /** The operator who looks at it, by name. */
  claimedBy: string | null
  settledBy: string | null
  settledAt: number | null
  /** How many cases there are about this account or name. */
  ofSame: number
}

const PAGE = 50

export async function listCases(
  state: 'open' | 'settled',
  after: { at: number; id: string } | undefined,
  { db, sites }: CaseNeeds,
): Promise<{ cases: CaseLine[]; next?: string }> {
  const open = state === 'open'
  const order = open ? [asc(cases.openedAt), asc(cases.id)] : [desc(cases.openedAt), desc(cases.id)]
  const beyond = open ? sql`(${cases.openedAt}, ${cases.id}) > ` : sql`(${cases.openedAt}, ${cases.id}) < `
  const rows = await db.read
    .select()
    .from(cases)
    .where(and(open ? eq(cases.state, 'open') : ne(cases.state, 'open'), after && sql`${beyond}(${after.at}, ${after.id})`))
    .orderBy(...order)
    .limit(PAGE + 1)
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const names = await namesOf(db)
  const lines = await Promise.all(page.map((row) => lineOf(row, names, db, sites)))
  return { cases: lines, ...(rows.length > PAGE && last && { next: `${last.openedAt}.${last.id}` }) }
}

/** Masked throughout: answers go to the contact by themselves, nobody need copy it. */
export async function showCase(id: string, { db, seal, sites }: CaseNeeds) {
  const [row] = await db.read.select().from(cases).where(eq(cases.id, id))
  if (!row) throw new ProblemError('not-found')
  const { name, contact, whatHappened, lastSignIn } = readTold(row, seal)
  return {
    ...(await lineOf(row, await namesOf(db), db, sites)),
    attempt: row.flow,
    account: row.account,
    locale: row.locale,
    identifier: maskIdentifier(name),
    contact: { channel: contact.kind, masked: maskDestination(contact.kind, contact.value) },
    whatHappened,
    lastSignIn,
  }
}

export function readTold({ id, told }: CaseRow, seal: Seal): Told {
  const text = seal.open(told, toldContext(id))
  if (text === undefined) throw new Error('a case can not be read with this secret')
  return JSON.parse(text) as Told
}

const namesOf = async (db: Database): Promise<Map<string, string>> =>
  new Map((await db.read.select({ id: operators.id, name: operators.name }).from(operators)).map(({ id, name }) => [id, name]))

async function lineOf(row: CaseRow, names: Map<string, string>, db: Database, sites: Sites): Promise<CaseLine> {
  const { id, realm, openedAt, state, decoy, claimedBy, settledBy, settledAt, account } = row
  const nameOf = (operator: string | null) => operator && (names.get(operator) ?? operator)
  return {
    id,
    realm,
    site: (await sites.byKey(row.site))?.name ?? row.site,
    openedAt,
    state,
    decoy,
    claimedBy: nameOf(claimedBy),
    settledBy: nameOf(settledBy),
    settledAt,
    ofSame: account === null ? 1 : await db.read.$count(cases, eq(cases.account, account)),
  }
}
