/** The secret of a flow. It carries a MAC of its own, so that a made-up token is refused before the database is asked. */
import { eq, sql } from 'drizzle-orm'
import type { Keys } from '../crypto/keys.ts'
import { sameDigest } from '../crypto/keys.ts'
import type { Reader } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { flows } from '../db/schema.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Chance } from '../world/chance.ts'
import type { FlowRequest, RecoveryDeps } from './recovery-deps.ts'

type OfFlow = Pick<FlowRequest, 'flow' | 'token'>

/** 208 random bits (ASVS 5.0 11.5.1 asks for 128), then the second in which the flow expires: 40 characters of base64url. */
const RANDOM_BYTES = 26
const BODY_LENGTH = 40
/** 144 bits. */
const MAC_LENGTH = 24
/** Version 0.1 issued 256 random bits without a MAC. No flow lives longer than an hour, so version 0.3 can refuse this length. */
const LENGTH_WITHOUT_MAC = 43

const macOf = (keys: Keys, flow: string, body: string): string => keys.digest('flow-token-mac', flow, body).slice(0, MAC_LENGTH)

export function drawFlowToken(flow: string, expiresAt: number, { chance, keys }: { chance: Chance; keys: Keys }): string {
  const bytes = Buffer.alloc(RANDOM_BYTES + 4)
  bytes.set(chance.bytes(RANDOM_BYTES))
  bytes.writeUInt32BE(Math.floor(expiresAt / 1000), RANDOM_BYTES)
  const body = bytes.toString('base64url')
  return body + macOf(keys, flow, body)
}

/** Throws `not-found` for a token that was never issued for this flow, without asking the database. */
export function mustBeIssued({ flow, token }: OfFlow, keys: Keys): void {
  if (token.length === LENGTH_WITHOUT_MAC) return
  const body = token.slice(0, BODY_LENGTH)
  if (!sameDigest(token.slice(BODY_LENGTH), macOf(keys, flow, body))) throw new ProblemError('not-found')
}

/** Of an issued token. False: only the database knows, because the row of an expired flow may have been removed. */
const isOfRunningFlow = (token: string, now: number): boolean =>
  token.length !== LENGTH_WITHOUT_MAC && now < Buffer.from(token.slice(0, BODY_LENGTH), 'base64url').readUInt32BE(RANDOM_BYTES) * 1000

const tokenOf = prepareOnce((from: Pick<Reader, 'select'>) =>
  from
    .select({ token: flows.token })
    .from(flows)
    .where(eq(flows.id, sql.placeholder('id')))
    .prepare(),
)

/**
 * Security: nothing is counted without a flow, so a request without a valid token must never occupy the single writer. A made-up token is refused by its MAC. An expired
 * token is looked up by a read first: its flow may have been removed, and then nothing would count how often somebody sends the token.
 */
export async function mustHaveToken(request: OfFlow, { db, keys, clock }: Pick<RecoveryDeps, 'db' | 'keys' | 'clock'>): Promise<void> {
  const { flow: id, token } = request
  mustBeIssued(request, keys)
  if (isOfRunningFlow(token, clock.now())) return
  const digest = keys.digest('flow-token', token)
  const [row] = await tokenOf(db.read).all({ id })
  if (!sameDigest(row?.token ?? '', digest)) throw new ProblemError('not-found')
}
