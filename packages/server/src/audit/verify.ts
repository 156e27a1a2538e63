/** Verifies the audit log, or names the first event that is not as it was written. */
import { and, desc, eq, gt, lt, lte, sql } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { auditEvents } from '../db/schema.ts'
import type { Chain } from './chain.ts'
import { BEGINNING } from './chain.ts'
import type { Checkpoint } from './checkpoint.ts'
import { checkpointDigest, isSigned, leafOf, readCheckpoints } from './checkpoint.ts'
import { rootOf } from './merkle.ts'
import type { Place } from './walk.ts'
import { walk } from './walk.ts'

export interface Verdict {
  /** How many events verified. */
  events: number
  ok: boolean
  /** The first event that was changed, removed, swapped, inserted or cut off. */
  firstBroken: number | null
  because: string | null
  /** How many checkpoints verified. */
  checkpoints: number
  /** Events up to this one were pruned, as a logged event says; 0: none. */
  prunedThrough: number
}

export interface Verification {
  reader: Reader
  chain: Chain
  publicKey: string
  /** Checkpoints that were kept in another place. */
  anchors?: readonly Checkpoint[]
  onProgress?(progress: { done: number; of: number }): void
}

export async function verifyRecord({ reader, chain, publicKey, anchors = [], onProgress }: Verification): Promise<Verdict> {
  const verdict: Verdict = { events: 0, ok: true, firstBroken: null, because: null, checkpoints: 0, prunedThrough: 0 }
  const broken = (event: number, because: string): Verdict => ({ ...verdict, ok: false, firstBroken: event, because })

  const checkpoints = await readCheckpoints(reader)
  for (const [place, checkpoint] of checkpoints.entries()) {
    const before = checkpoints[place - 1]
    if (!follows(checkpoint, before) || !isSigned(checkpoint, publicKey))
      return broken((before?.last ?? 0) + 1, `checkpoint ${place + 1} is not as it was signed`)
  }
  const start = await whereToBegin(reader, checkpoints)
  if (typeof start === 'number') return broken(start, 'the events before it are missing, and no pruning was logged')
  verdict.prunedThrough = start.event
  const [stray] = await reader.select({ id: sql<number>`1` }).from(auditEvents).where(lt(auditEvents.id, 1)).limit(1)
  if (stray) return broken(1, 'there is an event before the first')
  const forged = anchors.find((anchor) => anchor.last <= start.event && !isAmong(anchor, checkpoints))
  if (forged) return broken(forged.first, `checkpoint ${forged.number} was another when it was kept elsewhere`)

  const of = (await chain.head(reader)).event - start.event
  const ahead = checkpoints.filter((checkpoint) => checkpoint.last > start.event)
  const kept = new Map(anchors.map((anchor) => [anchor.last, anchor]))
  verdict.checkpoints = checkpoints.length - ahead.length
  let leaves: Buffer[] = []
  let last = start.event
  const steps = walk(reader, chain, start)
  for (let step = await steps.next(); ; step = await steps.next()) {
    if (step.done) {
      const firstBroken = step.value ?? undefined
      if (firstBroken !== undefined) return broken(firstBroken, 'it is missing or was changed')
      const missing = ahead.some((one) => one.last > last) || anchors.some((one) => one.last > last)
      return missing ? broken(last + 1, 'a checkpoint covers later events: the end was cut off') : verdict
    }
    for (const event of step.value) {
      last = event.id
      if (ahead.length > 0) leaves.push(leafOf(event))
      const anchor = kept.get(event.id)
      if (anchor && anchor.head !== event.link)
        return broken(anchor.first, `the audit log was different when checkpoint ${anchor.number} was made`)
      if (event.id === ahead[0]?.last) {
        const checkpoint = ahead.shift()
        if (checkpoint && (checkpoint.head !== event.link || checkpoint.root !== rootOf(leaves).toString('base64url')))
          return broken(checkpoint.first, `checkpoint ${checkpoint.number} was signed over other events`)
        leaves = []
        verdict.checkpoints += 1
      }
      verdict.events += 1
    }
    onProgress?.({ done: verdict.events, of: Math.max(of, verdict.events) })
  }
}

const follows = (checkpoint: Checkpoint, before: Checkpoint | undefined): boolean =>
  checkpoint.number === (before?.number ?? 0) + 1 &&
  checkpoint.first === (before?.last ?? 0) + 1 &&
  checkpoint.previous === (before ? checkpointDigest(before) : '')

const isAmong = (anchor: Checkpoint, checkpoints: readonly Checkpoint[]): boolean => {
  const same = checkpoints[anchor.number - 1]
  return same !== undefined && checkpointDigest(same) === checkpointDigest(anchor)
}

/** Where to begin: after the last pruning, whose event is verified on the way. A number: the event that claims a pruning without a matching checkpoint. */
async function whereToBegin(reader: Reader, checkpoints: readonly Checkpoint[]): Promise<Place | number> {
  const through = sql<number>`iif(json_valid(${auditEvents.details}), json_extract(${auditEvents.details}, '$.through'), NULL)`
  const [pruning] = await reader
    .select({ id: auditEvents.id, through })
    .from(auditEvents)
    .where(and(eq(auditEvents.name, sql`'audit.pruned'`), gt(auditEvents.id, through), lte(auditEvents.id, Number.MAX_SAFE_INTEGER)))
    .orderBy(desc(auditEvents.id))
    .limit(1)
  if (!pruning) return { event: 0, link: BEGINNING }
  const boundary = checkpoints.find((checkpoint) => checkpoint.last === pruning.through)
  return boundary ? { event: boundary.last, link: boundary.head } : pruning.id
}
