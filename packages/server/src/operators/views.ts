/** An operator's own views of the attempts: named, chosen, renamed, removed. Nobody else sees them. */
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { operatorViews } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import { randomId } from '../world/chance.ts'
import type { OperatorDeps } from './operator.ts'

/** With more, the views would need a list of their own. */
const MOST_VIEWS = 30

const { id, name, query } = operatorViews
const isOwn = (operator: string, view: string) => and(eq(operatorViews.operator, operator), eq(id, view))

export async function listViews(operator: string, { db }: Pick<OperatorDeps, 'db'>) {
  const rows = db.read.select({ id, name, query }).from(operatorViews).where(eq(operatorViews.operator, operator))
  return { views: await rows.orderBy(sql`${name} COLLATE NOCASE`, asc(id)) }
}

export interface NewView {
  name: string
  filters: Readonly<Record<string, string | undefined>>
}

export async function saveView(operator: string, view: NewView, { db, clock, chance }: OperatorDeps): Promise<{ view: string }> {
  const given = Object.entries(view.filters).flatMap(([filter, value]) => (value === undefined ? [] : [[filter, value]]))
  if (given.length === 0) throw new ProblemError('value-refused', { detail: 'A view needs at least one filter.' })
  const row = { id: randomId(chance), operator, name: view.name, query: String(new URLSearchParams(given.sort())), createdAt: clock.now() }
  await db.write(async (tx) => {
    await mustBeAllowed(tx, operator, view.name)
    if ((await tx.$count(operatorViews, eq(operatorViews.operator, operator))) >= MOST_VIEWS)
      throw new ProblemError('value-refused', { detail: `You already have ${MOST_VIEWS} views. Remove one first.` })
    await tx.insert(operatorViews).values(row)
  })
  return { view: row.id }
}

export async function renameView(operator: string, view: string, as: string, { db }: Pick<OperatorDeps, 'db'>): Promise<void> {
  await db.write(async (tx) => {
    await mustBeAllowed(tx, operator, as, view)
    const renamed = await tx.update(operatorViews).set({ name: as }).where(isOwn(operator, view))
    if (renamed.rowsAffected === 0) throw new ProblemError('not-found')
  })
}

export async function removeView(operator: string, view: string, { db }: Pick<OperatorDeps, 'db'>): Promise<void> {
  const removed = await db.write((tx) => tx.delete(operatorViews).where(isOwn(operator, view)))
  if (removed.rowsAffected === 0) throw new ProblemError('not-found')
}

async function mustBeAllowed(tx: Tx, operator: string, wanted: string, butNot = ''): Promise<void> {
  const [same] = await tx
    .select({ id })
    .from(operatorViews)
    .where(and(eq(operatorViews.operator, operator), eq(name, wanted)))
  if (same && same.id !== butNot) throw new ProblemError('value-refused', { detail: 'Another view already has this name.' })
}
