/** Makes checkpoints as events arrive. It verifies the events first, so the audit log is checked continuously. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../db/database.ts'
import { auditCheckpoints } from '../db/schema.ts'
import type { Clock } from '../world/clock.ts'
import type { Chain } from './chain.ts'
import { BEGINNING } from './chain.ts'
import type { Checkpoint, Notary } from './checkpoint.ts'
import { checkpointDigest, leafOf, newestCheckpoint } from './checkpoint.ts'
import { rootOf } from './merkle.ts'
import { walk } from './walk.ts'

/** What a proof has to read, and what one commit may delay. */
const MOST_EVENTS = 1024
/** The longest time that an event waits for its checkpoint: until then it could be cut off unnoticed, unless a copy exists elsewhere. */
const MOST_MS = 60_000
const LOOK_MS = 1000

/** `firstBroken`, for the operator: nothing is signed from that event on. */
export class RecordBroken extends Error {
  override name = 'RecordBroken'
  firstBroken: number
  constructor(firstBroken: number) {
    super(`The audit log is broken at event ${firstBroken}: run regain audit verify.`)
    this.firstBroken = firstBroken
  }
}

export interface CheckpointDeps {
  db: Database
  chain: Chain
  notary: Notary
  clock: Pick<Clock, 'now'>
}

/** Covers up to 1024 events since the last one. Undefined: no event, or another process was quicker. */
export async function makeCheckpoint({ db, chain, notary, clock }: CheckpointDeps): Promise<Checkpoint | undefined> {
  const before = await newestCheckpoint(db.read)
  const from = { event: before?.last ?? 0, link: before?.head ?? BEGINNING }
  const step = await walk(db.read, chain, from, MOST_EVENTS).next()
  if (step.done) {
    if (step.value !== undefined) throw new RecordBroken(step.value)
    return undefined
  }
  const last = step.value.at(-1)
  if (!last) return undefined
  const checkpoint = notary.sign({
    number: (before?.number ?? 0) + 1,
    at: clock.now(),
    first: from.event + 1,
    last: last.id,
    root: rootOf(step.value.map(leafOf)).toString('base64url'),
    head: last.link,
    previous: before ? checkpointDigest(before) : '',
  })
  // Its number is unique: of two processes, the second one inserts nothing.
  const inserted = await db.write(async (tx) => (await tx.insert(auditCheckpoints).values(checkpoint).onConflictDoNothing()).rowsAffected)
  return inserted === 1 ? checkpoint : undefined
}

/** Covers the events that there are now. Events that arrive meanwhile wait for the next time, or each would get a signature of its own. */
export async function makeCheckpoints(deps: CheckpointDeps, onCheckpoint: (checkpoint: Checkpoint) => void): Promise<void> {
  const { event } = await deps.chain.head(deps.db.read)
  for (let made = await makeCheckpoint(deps); made; made = await makeCheckpoint(deps)) {
    onCheckpoint(made)
    // It stops here only while events arrive. At rest, the last look finds no event, or one that does not belong there.
    if (made.last > event) return
  }
}

/** Every 1024 events, once a minute if there were any, and at the end. */
export function startCheckpoints(
  deps: CheckpointDeps,
  onCheckpoint: (checkpoint: Checkpoint) => void,
  onFault: (error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const hasChanged = deps.db.changes()
  let doWait = true
  /** Whether events wait for a checkpoint that is not due yet. */
  async function lookAndMake(): Promise<boolean> {
    const last = await newestCheckpoint(deps.db.read)
    const { event } = await deps.chain.head(deps.db.read)
    const waiting = event - (last?.last ?? 0)
    const isDue = waiting >= MOST_EVENTS || (waiting !== 0 && deps.clock.now() - (last?.at ?? 0) >= MOST_MS)
    if (isDue) await makeCheckpoints(deps, onCheckpoint)
    return waiting !== 0 && !isDue
  }
  async function lookIfNeeded(): Promise<void> {
    doWait ||= await hasChanged()
    if (doWait) doWait = await lookAndMake()
  }
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const pause = await lookIfNeeded().then(
        () => LOOK_MS,
        (fault: unknown) => {
          onFault(fault)
          return MOST_MS
        },
      )
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
    await makeCheckpoints(deps, onCheckpoint).catch(onFault)
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
