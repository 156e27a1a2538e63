/** Opens a flow for one answer: checks its secret, counts the answer, and checks that the step accepts it. */
import type { AnswerType, FlowReply, News } from '@regain/core'
import { takes } from '@regain/core'
import { eq, sql } from 'drizzle-orm'
import { sameDigest } from '../crypto/keys.ts'
import type { Reader, Tx } from '../db/database.ts'
import { outcomeOf } from '../db/outcome-of.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { flows } from '../db/schema.ts'
import { mustLetIn } from '../limits/room.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Site } from '../sites/realm.ts'
import type { StoredFlow } from './facts.ts'
import { loadFlow } from './facts.ts'
import type { FlowRequest, RecoveryDeps } from './recovery-deps.ts'
import { stepOf, viewOf } from './view.ts'

export interface OpenFlow {
  /** Where a mail's page asks, there is no token. */
  request: Omit<FlowRequest, 'token'>
  stored: StoredFlow
  site: Site
  now: number
}

/** The flow and its site, when the token is its own; a foreign or unknown flow is not there at all. */
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

/** Machines that share a database are seldom further apart. */
const CLOCK_SKEW_MS = 5000

/** A clock that was set back to before a flow began gives it no second life: its time is over (R-1105). */
export const momentOf = ({ startedAt, expiresAt }: StoredFlow['row'], now: number): number =>
  now < startedAt - CLOCK_SKEW_MS ? expiresAt : now

type Taken = { type: AnswerType; remedy?: string }

/** The same flow, if it is at a step that accepts this answer. */
export function mustTake(open: OpenFlow, answer: Taken): OpenFlow {
  if (!takes(stepOf(open.stored, open.site, open.now), answer))
    throw new ProblemError('wrong-step', { flow: viewOf(open.stored, open.site, open.now) })
  return open
}

/**
 * Everything that an answer does in one transaction: the flow is read once, the answer counts for its address before it is looked at, and `work` gets the
 * if it is at a step that accepts this answer. Security: a refusal after that rolls back what `work` wrote, but not the count.
 */
export async function takeAnswer<Result>(
  request: FlowRequest,
  answer: Taken,
  deps: RecoveryDeps,
  work: (tx: Tx, open: OpenFlow) => Promise<Result>,
): Promise<Result> {
  await mustHaveToken(request, deps)
  const outcome = await deps.db.write(async (tx) => {
    const open = await findFlow(tx, request, deps)
    await countAnswer(tx, open, deps)
    return await outcomeOf(tx, async () => await work(tx, mustTake(open, answer)))
  })
  return outcome()
}

const tokenOf = prepareOnce((from: Pick<Reader, 'select'>) =>
  from
    .select({ token: flows.token })
    .from(flows)
    .where(eq(flows.id, sql.placeholder('id')))
    .prepare(),
)

/** Security: nothing is counted before there is a flow, so a request without one is refused by a read, and never occupies the single writer. */
async function mustHaveToken({ flow: id, token }: FlowRequest, { db, keys }: RecoveryDeps): Promise<void> {
  const digest = keys.digest('flow-token', token)
  const [row] = await tokenOf(db.read).all({ id })
  if (!sameDigest(row?.token ?? '', digest)) throw new ProblemError('not-found')
}

async function countAnswer(tx: Tx, { request, site }: OpenFlow, deps: RecoveryDeps): Promise<void> {
  await mustLetIn(tx, 'answer', site.realm, request.visitor.address, deps)
}

export const replyOf = ({ stored, site, now }: OpenFlow, problem?: News): FlowReply => ({
  flow: viewOf(stored, site, now),
  ...(problem && { problem }),
})

/** Reads the flow again after it was changed in this transaction. */
export async function replyAfter(tx: Tx, open: OpenFlow, deps: RecoveryDeps, problem?: News): Promise<FlowReply> {
  const stored = await loadFlow(tx, open.stored.row.id, deps.seal)
  // Its realm was removed meanwhile.
  if (!stored) throw new ProblemError('not-found')
  return replyOf({ ...open, stored }, problem)
}
