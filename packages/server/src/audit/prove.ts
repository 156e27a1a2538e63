/** Proves to the holder of a receipt that its event is in the audit log, without showing any other event. */
import { and, asc, eq, gte, lte } from 'drizzle-orm'
import * as v from 'valibot'
import type { Reader } from '../db/database.ts'
import { auditCheckpoints, auditEvents } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import type { ChainedEvent } from './chain.ts'
import type { Checkpoint } from './checkpoint.ts'
import { CheckpointSchema, isSigned, leafOf } from './checkpoint.ts'
import { pathTo, rootFrom } from './merkle.ts'
import { readReceipt, receiptDigest } from './receipt.ts'

const text = v.nullable(v.string())
const EventSchema = v.object({
  id: v.number(),
  at: v.number(),
  name: v.string(),
  realm: text,
  site: text,
  flow: text,
  account: text,
  actor: v.string(),
  requestId: text,
  receipt: text,
  details: v.string(),
  link: v.string(),
}) satisfies v.GenericSchema<ChainedEvent>

/** All that a check needs, except the server's public key, which must come from another source. */
export const ProofSchema = v.object({
  event: EventSchema,
  checkpoint: CheckpointSchema,
  /** The hashes from the event's leaf up to the checkpoint's root, base64url (RFC 9162 2.1.3). */
  path: v.pipe(v.array(v.string()), v.maxLength(64)),
})
export const ReceiptReplySchema = v.variant('state', [
  v.object({ state: v.literal('pending') }),
  v.object({ state: v.literal('proven'), ...ProofSchema.entries }),
])
export type Proof = v.InferOutput<typeof ProofSchema>

/** `pending`: it is logged, but no checkpoint covers it yet. Undefined: no event has this receipt, or it was pruned. */
export async function proveReceipt(reader: Reader, receipt: string): Promise<Proof | 'pending' | undefined> {
  const [event] = await reader
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.receipt, receiptDigest(receipt)))
  if (!event) return undefined
  const [checkpoint] = await reader
    .select()
    .from(auditCheckpoints)
    .where(gte(auditCheckpoints.last, event.id))
    .orderBy(asc(auditCheckpoints.last))
    .limit(1)
  if (!checkpoint) return 'pending'
  const covered = await reader
    .select()
    .from(auditEvents)
    .where(and(gte(auditEvents.id, checkpoint.first), lte(auditEvents.id, checkpoint.last)))
    .orderBy(asc(auditEvents.id))
  const path = pathTo(event.id - checkpoint.first, covered.map(leafOf))
  return { event, checkpoint, path: path.map((hash) => hash.toString('base64url')) }
}

/** The result for the holder of a receipt, in any spelling. Undefined: no event has it, or it was pruned. Throws `unavailable`. */
export async function showReceipt(
  typed: string,
  reader: Reader,
  publicKey: string,
): Promise<v.InferOutput<typeof ReceiptReplySchema> | undefined> {
  const receipt = readReceipt(typed)
  const proof = receipt === undefined ? undefined : await proveReceipt(reader, receipt)
  if (receipt === undefined || proof === undefined) return undefined
  if (proof === 'pending') return { state: 'pending' }
  // Security: an audit log that was tampered with proves nothing; the operators' verification says where.
  if (!isProven(proof, receipt, publicKey)) throw new ProblemError('unavailable')
  return { state: 'proven', ...proof }
}

/** Whether the proof is valid for this receipt: needs no database and no secret. */
export function isProven({ event, checkpoint, path }: Proof, receipt: string, publicKey: string): boolean {
  const count = checkpoint.last - checkpoint.first + 1
  const root = rootFrom(
    leafOf(event),
    event.id - checkpoint.first,
    count,
    path.map((hash) => Buffer.from(hash, 'base64url')),
  )
  return (
    event.receipt === receiptDigest(receipt) &&
    root !== undefined &&
    root.toString('base64url') === checkpoint.root &&
    isSigned(checkpoint satisfies Checkpoint, publicKey)
  )
}
