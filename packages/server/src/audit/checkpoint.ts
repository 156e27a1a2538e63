/** A checkpoint: a signed statement of the audit log's state. Kept elsewhere, it reveals later cuts and rewrites, without any secret. */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { asc, desc, getTableColumns, gt } from 'drizzle-orm'
import * as v from 'valibot'
import type { Keys } from '../crypto/keys.ts'
import type { Reader } from '../db/database.ts'
import { auditCheckpoints } from '../db/schema.ts'
import type { ChainedEvent } from './chain.ts'
import { encodeEvent, whole } from './chain.ts'
import { hashLeaf } from './merkle.ts'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** The form in the table, the log, an anchor file and a proof. */
export const CheckpointSchema = v.object({
  number: count,
  at: count,
  first: count,
  last: count,
  root: v.string(),
  head: v.string(),
  previous: v.string(),
  signature: v.string(),
})
export type Checkpoint = v.InferOutput<typeof CheckpointSchema>

/** The bytes that are signed: one JSON array (RFC 8785) that begins with its purpose. */
const statement = ({ number, at, first, last, root, head, previous }: Omit<Checkpoint, 'signature'>): string =>
  JSON.stringify(['regain-audit-checkpoint/1', number, at, first, last, root, head, previous])

/** The digest by which the next checkpoint refers to this one. */
export const checkpointDigest = (checkpoint: Omit<Checkpoint, 'signature'>): string =>
  createHash('sha256').update(statement(checkpoint)).digest('base64url')

/** A leaf contains the event's link, 256 bits that nobody can guess, so that a neighbour's hash in a proof reveals nothing about the neighbour. */
export const leafOf = (event: ChainedEvent): Buffer => hashLeaf(`${event.link}${encodeEvent(event)}`)

export interface Notary {
  /** The raw Ed25519 public key (RFC 8032) in base64url, as in a JWK's `x`. */
  publicKey: string
  sign(checkpoint: Omit<Checkpoint, 'signature'>): Checkpoint
}

// RFC 8410: an Ed25519 private key in PKCS #8 is this prefix and 32 bytes of seed.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

export function createNotary(keys: Keys): Notary {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, keys.key('audit-checkpoint')]), format: 'der', type: 'pkcs8' })
  return {
    publicKey: createPublicKey(key).export({ format: 'jwk' }).x ?? '',
    sign: (checkpoint) => ({ ...checkpoint, signature: sign(null, Buffer.from(statement(checkpoint)), key).toString('base64url') }),
  }
}

export function isSigned(checkpoint: Checkpoint, publicKey: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  return verify(null, Buffer.from(statement(checkpoint)), key, Buffer.from(checkpoint.signature, 'base64url'))
}

const columns = {
  ...getTableColumns(auditCheckpoints),
  number: whole(auditCheckpoints.number),
  at: whole(auditCheckpoints.at),
  first: whole(auditCheckpoints.first),
  last: whole(auditCheckpoints.last),
}

export const newestCheckpoint = async (reader: Reader): Promise<Checkpoint | undefined> =>
  (await reader.select().from(auditCheckpoints).orderBy(desc(auditCheckpoints.number)).limit(1))[0]

/** In order. `after`: only those with a higher number. */
export const readCheckpoints = (reader: Reader, after = Number.MIN_SAFE_INTEGER): Promise<Checkpoint[]> =>
  reader.select(columns).from(auditCheckpoints).where(gt(auditCheckpoints.number, after)).orderBy(asc(auditCheckpoints.number))
