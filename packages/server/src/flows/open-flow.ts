/** A flow carried through one answer: loaded once, kept up to date in memory, stored once. */
import type { AnswerType, AuditEventName, FlowReply, News } from '@regain/core'
import { takes } from '@regain/core'
import { and, eq, sql } from 'drizzle-orm'
import type { AuditEvent } from '../audit/record.ts'
import { record } from '../audit/record.ts'
import { sameDigest } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { outcomeOf } from '../db/outcome-of.ts'
import { given, prepareOnce } from '../db/prepare-once.ts'
import { flows } from '../db/schema.ts'
import { hasRoom, mustLetIn } from '../limits/room.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Site } from '../sites/realm.ts'
import type { FlowRow, Named, StoredFlow } from './facts.ts'
import { browserOf, loadFlow, sealNamed, stepOf, viewOf } from './facts.ts'
import { mustHaveToken } from './flow-token.ts'
import type { FlowRequest, RecoveryDeps } from './recovery-deps.ts'

export interface OpenFlow {
  /** Without the token: a page behind a mail's link has none. */
  request: Omit<FlowRequest, 'token'>
  /** Includes everything that this answer has changed, stored or not. */
  stored: StoredFlow
  site: Site
  now: number
  /** The columns that `save` still has to store. */
  unsaved?: readonly (keyof FlowRow)[]
}

/** What a verb returns. */
export interface Answered {
  open: OpenFlow
  problem?: News | undefined
  /** Saved codes, shown on the last step of this reply and never again. */
  shown?: { savedCode: string } | { savedCodes: string[] } | undefined
}

/** Finds the flow and its site if the token fits. A wrong token and an unknown flow get the same `not-found`. */
export async function findFlow(
  tx: Pick<Tx, 'select'>,
  request: FlowRequest,
  deps: Pick<RecoveryDeps, 'keys' | 'seal' | 'clock'>,
): Promise<OpenFlow> {
  const stored = await loadFlow(tx, request.flow, deps.seal)
  const digest = deps.keys.digest('flow-token', request.token)
  if (!stored || !sameDigest(stored.row.token, digest)) throw new ProblemError('not-found')
  const site = await request.siteOf(stored.row.site)
  if (!site) throw new ProblemError('not-found')
  return { request, stored, site, now: momentOf(stored.row, deps.clock.now()) }
}

/** The most that the clocks of two machines with one database differ. */
const CLOCK_SKEW_MS = 5000

/** If the clock was set back to before the flow began, the flow counts as expired: it gets no second life (R-1105). */
export const momentOf = ({ startedAt, expiresAt }: StoredFlow['row'], now: number): number =>
  now < startedAt - CLOCK_SKEW_MS ? expiresAt : now

type Taken = { type: AnswerType; remedy?: string }

/** The same flow, if it is at a step that accepts this answer. */
export function mustTake(open: OpenFlow, answer: Taken): OpenFlow {
  if (!takes(stepOf(open.stored, open.site, open.now), answer)) throw wrongStep(open)
  return open
}

export const wrongStep = ({ stored, site, now }: OpenFlow): ProblemError =>
  new ProblemError('wrong-step', { flow: viewOf(stored, site, now) })

/**
 * Everything that an answer does in one transaction: the flow is loaded, the answer counts for its address before it is looked at, and `work` gets the flow
 * if it is at a step that accepts this answer. Security: a refusal after that rolls back what `work` wrote, but not the count.
 */
export async function takeAnswer<Result extends Answered>(
  request: FlowRequest,
  answer: Taken,
  deps: RecoveryDeps,
  work: (tx: Tx, open: OpenFlow) => Promise<Result>,
): Promise<Result> {
  await mustHaveToken(request, deps)
  const outcome = await deps.db.write(async (tx) => {
    const open = await findFlow(tx, request, deps)
    await countAnswer(tx, open, deps)
    return await outcomeOf(tx, async () => {
      const worked = await work(tx, mustTake(open, answer))
      return { ...worked, open: await save(tx, worked.open, deps) }
    })
  })
  return outcome()
}

async function countAnswer(tx: Tx, { request, site }: OpenFlow, deps: RecoveryDeps): Promise<void> {
  await mustLetIn(tx, 'answer', site.realm, request.visitor.address, deps)
}

/** Spends from this browser's share if the general daily limit is used up. `of`: what is counted. Security: one statement, for every caller. */
export async function hasOwnRoom(
  tx: Tx,
  limit: 'sendPerFamiliarDaily' | 'guessesPerFamiliarDaily',
  { stored, site }: OpenFlow,
  { of, room }: { of: readonly string[]; room: boolean },
  deps: RecoveryDeps,
): Promise<boolean> {
  const { familiar, own } = browserOf(stored)
  const had = await hasRoom(tx, limit, site.realm, [...of, ...(room ? ['attempt', stored.row.id] : own)], deps)
  return room || (familiar && had)
}

/** Adds facts about the account to the flow. */
export function learn(open: OpenFlow, facts: Partial<Named>): OpenFlow {
  const { stored } = open
  if (!stored.named) throw new Error('learn called without a named account')
  return unsaved({ ...open, stored: { ...stored, named: { ...stored.named, ...facts } } }, ['named'])
}

/** Changes columns of the flow. */
export const change = (open: OpenFlow, row: Partial<FlowRow>): OpenFlow =>
  unsaved(written(open, row), Object.keys(row) as (keyof FlowRow)[])

/** As `change`, for columns that a guarded statement has already stored. */
export const written = (open: OpenFlow, row: Partial<FlowRow>): OpenFlow => ({
  ...open,
  stored: { ...open.stored, row: { ...open.stored.row, ...row } },
})

/** Replaces the flow's challenge, or removes it. */
export const withChallenge = (open: OpenFlow, challenge: StoredFlow['challenge']): OpenFlow => ({
  ...open,
  stored: { ...open.stored, challenge },
})

const unsaved = (open: OpenFlow, columns: readonly (keyof FlowRow)[]): OpenFlow => ({
  ...open,
  unsaved: [...new Set([...(open.unsaved ?? []), ...columns])],
})

/** The values that are not stored yet. Facts are sealed only here. */
export function unsavedOf({ stored: { row, named }, unsaved = [] }: OpenFlow, { seal }: Pick<RecoveryDeps, 'seal'>): Partial<FlowRow> {
  return Object.fromEntries(unsaved.map((column) => [column, column === 'named' && named ? sealNamed(named, row.id, seal) : row[column]]))
}

type Column = keyof FlowRow

/** A query for each set of columns that an answer changes: there are few. */
const savings = new Map<string, ReturnType<typeof buildSaving>>()
const buildSaving = (columns: readonly Column[]) =>
  prepareOnce((tx: Tx) =>
    tx
      .update(flows)
      .set(given(flows, columns))
      .where(eq(flows.id, sql.placeholder('id')))
      .prepare(),
  )

function savingOf(columns: readonly Column[]) {
  const key = columns.join(' ')
  const saving = savings.get(key) ?? buildSaving(columns)
  savings.set(key, saving)
  return saving
}

export async function save(tx: Tx, open: OpenFlow, deps: Pick<RecoveryDeps, 'seal'>): Promise<OpenFlow> {
  if (!open.unsaved) return open
  const columns = unsavedOf(open, deps)
  await savingOf(Object.keys(columns).sort() as Column[])(tx).run({ ...columns, id: open.stored.row.id })
  const { unsaved: _, ...rest } = written(open, columns)
  return rest
}

/** Columns that another answer, an operator or a link can change meanwhile. */
const moved = ['endedAt', 'claimedUntil', 'guesses', 'sends', 'proven', 'withoutMethod', 'remedy', 'named'] as const
const asLeft = prepareOnce((tx: Tx) => {
  const left = given(flows, ['id', ...moved])
  return tx
    .select({ id: flows.id })
    .from(flows)
    .where(and(eq(flows.id, left.id), ...moved.map((column) => sql`${flows[column]} IS ${left[column]}`)))
    .prepare()
})

/**
 * The flow in a later transaction of the same answer, as the earlier one left it. It is loaded again only if something has changed meanwhile: another answer,
 * an operator, a link.
 */
export async function resume(tx: Tx, open: OpenFlow, answer: Taken, deps: RecoveryDeps): Promise<OpenFlow> {
  const { row } = open.stored
  const [same] = await asLeft(tx).all(row)
  return mustTake(same ? { ...open, now: momentOf(row, deps.clock.now()) } : await loadAgain(tx, open, deps), answer)
}

/** Loads the flow again after another change has overtaken this answer. */
export async function loadAgain(tx: Pick<Tx, 'select'>, open: OpenFlow, deps: Pick<RecoveryDeps, 'seal' | 'clock'>): Promise<OpenFlow> {
  const { request, site } = open
  const stored = await loadFlow(tx, open.stored.row.id, deps.seal)
  // Its realm was removed in the meantime.
  if (!stored) throw new ProblemError('not-found')
  return { request, site, stored, now: momentOf(stored.row, deps.clock.now()) }
}

/** Stores what an answer has changed, and returns the next step. */
export const finish = async (tx: Tx, { open, ...said }: Answered, deps: Pick<RecoveryDeps, 'seal'>): Promise<FlowReply> =>
  replyOf({ open: await save(tx, open, deps), ...said })

export function replyOf({ open: { stored, site, now }, problem, shown }: Answered): FlowReply {
  const flow = viewOf(stored, site, now)
  const { step } = flow
  return {
    flow: shown && step.type === 'done' ? { ...flow, step: { ...step, ...shown } } : flow,
    ...(problem && { problem }),
  }
}

/** Logs what the person did in the flow. */
export async function note(
  tx: Tx,
  { stored: { row, named }, site, now, request }: OpenFlow,
  name: AuditEventName,
  { details, receipt }: Pick<AuditEvent, 'details' | 'receipt'> = {},
): Promise<void> {
  await record(tx, {
    at: now,
    name,
    actor: 'person',
    realm: site.realm.id,
    site: site.key,
    flow: row.id,
    account: row.account ?? undefined,
    requestId: request.visitor.requestId,
    ...((details || named?.drill) && { details: { ...details, ...(named?.drill && { drill: true }) } }),
    receipt,
  })
}
