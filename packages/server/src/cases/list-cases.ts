/** The queue of cases for operators: the oldest first, with unknown names marked. */
import { defaultPolicy } from '@regain/core'
import { and, asc, desc, eq, not, sql } from 'drizzle-orm'
import type { ShownRisk } from '../attempts/show-attempt.ts'
import { showRisk } from '../attempts/show-attempt.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Database } from '../db/database.ts'
import { cases, operators } from '../db/schema.ts'
import { loadFlow, signsIn } from '../flows/facts.ts'
import { gatherSignals } from '../flows/gather-signals.ts'
import type { Sites } from '../sites/realm.ts'
import { isOpen, stateOf } from './case-state.ts'
import type { CaseNeeds, CaseRow } from './read-case.ts'

/** A row of the queue, without anything that the person wrote. */
export interface CaseLine {
  id: string
  realm: string
  site: string
  openedAt: number
  state: CaseRow['state']
  /** The name is unknown: the case is answered automatically. */
  decoy: boolean
  /** 2: it was refused and reopened. */
  round: number
  /** Name of the operator who is working on it. */
  claimedBy: string | null
  settledBy: string | null
  settledAt: number | null
  /** How many cases exist about this account or name. */
  ofSame: number
  /** Warning signs of the attempt that it came from. */
  risk: ShownRisk
}

const PAGE = 50

export async function listCases(
  state: 'open' | 'settled',
  after: { at: number; id: string } | undefined,
  { db, sites, clock, seal }: CaseNeeds,
): Promise<{ cases: CaseLine[]; next?: string }> {
  const open = state === 'open'
  const now = clock.now()
  const wanted = isOpen(now) ?? sql`false`
  const order = open ? [asc(cases.openedAt), asc(cases.id)] : [desc(cases.openedAt), desc(cases.id)]
  const beyond = open ? sql`(${cases.openedAt}, ${cases.id}) > ` : sql`(${cases.openedAt}, ${cases.id}) < `
  const rows = await db.read
    .select()
    .from(cases)
    .where(and(open ? wanted : not(wanted), after && sql`${beyond}(${after.at}, ${after.id})`))
    .orderBy(...order)
    .limit(PAGE + 1)
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const names = await namesOf(db)
  const lines = await Promise.all(page.map((row) => lineOf(row, { names, db, sites, seal, now })))
  return { cases: lines, ...(rows.length > PAGE && last && { next: `${last.openedAt}.${last.id}` }) }
}

export type NameOf = (operator: string | null) => string | null

export async function namesOf(db: Database): Promise<NameOf> {
  const rows = await db.read.select({ id: operators.id, name: operators.name }).from(operators)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (operator) => operator && (names.get(operator) ?? operator)
}

interface Around {
  names: NameOf
  db: Database
  sites: Sites
  seal: Seal
  now: number
}

export async function lineOf(row: CaseRow, { names, db, sites, seal, now }: Around): Promise<CaseLine> {
  const { id, realm, openedAt, decoy, round, claimedBy, settledBy, settledAt, account } = row
  const state = stateOf(row, now)
  const about = await sites.byKey(row.site)
  return {
    id,
    realm,
    site: about?.name ?? row.site,
    openedAt,
    state,
    decoy,
    round,
    claimedBy: names(claimedBy),
    settledBy: names(settledBy),
    settledAt: state === 'open' ? null : settledAt,
    ofSame: account === null ? 1 : await db.read.$count(cases, eq(cases.account, account)),
    risk: showRisk(await signalsOf(row, { db, seal, now }), about?.realm.policy ?? defaultPolicy),
  }
}

/** The warning signs stored at its proof, if there was one, and the current ones. An account without addresses is a decoy in an attempt, but not here. */
async function signalsOf({ flow, account, decoy }: CaseRow, { db, seal, now }: Pick<Around, 'db' | 'seal' | 'now'>) {
  const stored = await loadFlow(db.read, flow, seal)
  if (!stored?.named) return []
  const { row, named } = stored
  const found = await gatherSignals(db.read, { ...stored, row: { ...row, account }, named: { ...named, decoy } }, now)
  return [...signsIn(row), ...found]
}
