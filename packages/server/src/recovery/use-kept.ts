/** Compares a guess at a kept method and consumes it; the guess was already counted for its flow and its account. */
import type { Assertion, KeptMethodName, OwnerChange } from '@regain/core'
import { eq, sql } from 'drizzle-orm'
import { sameDigest } from '../crypto/keys.ts'
import type { Reader, Tx } from '../db/database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { challenges, flows } from '../db/schema.ts'
import { mustBeIssued } from '../flows/flow-token.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'
import type { Signed } from '../methods/contract/method.ts'
import { readRow } from '../methods/contract/rows.ts'
import { serverMethods } from '../methods/index.ts'
import type { Guesser } from '../methods/kept.ts'
import { countWrong, forgetWrong } from '../methods/kept.ts'
import { readSigned } from '../methods/passkey/passkey.ts'
import { putNotices } from '../outbox/put-notices.ts'
import { notifyOwner } from './notify-owner.ts'

export interface CheckedGuess {
  right: boolean
  /** For one of several codes that are needed: how many were right so far. */
  heard?: number
  /** It was right, but must not be trusted: the notice for the owner. */
  warning?: OwnerChange
}

interface KeptGuess {
  method: KeptMethodName
  typed: string
  signed: Signed | undefined
  /** If false, the guess is compared like any other, and is wrong. */
  withinBudget: boolean
}

/** In a practice run the person is signed in. */
export const guesserOf = ({ row, named }: Pick<OpenFlow['stored'], 'row' | 'named'>): Guesser =>
  row.proven.length === 0 && !named?.drill ? 'stranger' : 'proven'

const askedOf = prepareOnce((from: Pick<Reader, 'select'>) =>
  from
    .select({ token: flows.token, site: flows.site, question: challenges.question, rpId: challenges.rpId })
    .from(flows)
    .innerJoin(challenges, eq(challenges.flow, flows.id))
    .where(eq(flows.id, sql.placeholder('id')))
    .prepare(),
)

/** Runs before the transaction that counts the guess, because a transaction must not wait for a signature. Without the flow's token nothing is verified. */
export async function readCredential(request: FlowRequest, credential: Assertion, deps: RecoveryDeps): Promise<Signed | undefined> {
  mustBeIssued(request, deps.keys)
  const [asked] = await askedOf(deps.db.read).all({ id: request.flow })
  const isTheirs = sameDigest(asked?.token ?? '', deps.keys.digest('flow-token', request.token))
  const site = asked && isTheirs ? await request.siteOf(asked.site) : undefined
  if (!site || !asked?.question || !asked.rpId) return undefined
  const { question: challenge, rpId: host } = asked
  return await readSigned(deps.db.read, site.realm.id, credential, { challenge, origins: [...site.origins, deps.origin], host })
}

export async function useKept(
  tx: Tx,
  open: OpenFlow,
  { method, typed, signed, withinBudget }: KeptGuess,
  deps: RecoveryDeps,
): Promise<CheckedGuess> {
  const { site, now } = open
  const { row, named, challenge } = open.stored
  const { look, left } = serverMethods[method]
  const of = { realm: site.realm.id, account: row.account ?? '' }
  const guesser = guesserOf(open.stored)
  const counted = withinBudget ? await countWrong(tx, of, method, guesser, now, deps.keys) : 'stopped'
  const found = await look(tx, { ...of, flow: row.id, typed, signed, question: challenge?.question ?? null, now }, deps)
  // Security: a decoy's account is the digest of a name, under which nothing can be set up; checked again here, where it decides.
  const right = found !== undefined && counted !== 'stopped' && named?.decoy === false
  if (!right && counted === 'last') await tellStopped(tx, open, method, guesser, deps)
  if (!right) return { right: false }
  if (found.warning) {
    await notifyOwner(tx, open, { kind: 'account-changed', change: found.warning }, deps)
    return { right: false, warning: found.warning }
  }
  // Security: it was set up recently, perhaps by a thief.
  if (found.heldUntil > now) return { right: false }
  // A practice run doesn't use up methods that run out. All others are used up as always: a code that was seen once proves nothing twice.
  const spares = named.drill && left
  if (!spares && !(await found.useUp(tx))) return { right: false }
  await forgetWrong(tx, of, method, deps.keys)
  return { right: true, ...(found.heard && { heard: await found.heard(tx) }) }
}

/** Announces that a saved code was used: to the owner's addresses immediately (NIST SP 800-63B-4 4.2.1.1). The person at the screen sees it at the end. */
export async function notifyMethodUsed(tx: Tx, open: OpenFlow, method: KeptMethodName, deps: RecoveryDeps): Promise<void> {
  if (open.stored.named?.drill) return
  const { notices } = serverMethods[method]
  if (notices.used) await notifyOwner(tx, open, { kind: 'account-changed', change: notices.used }, deps)
}

/** As many addresses as most accounts have. */
const LEAST_TOLD = 5

/**
 * Notifies every address after too many wrong guesses: somebody is trying, and the owner can't use the method any more. Security: the same number of rows is written
 * for an unknown name and for an account without addresses.
 */
async function tellStopped(
  tx: Tx,
  { stored, site, now }: OpenFlow,
  method: KeptMethodName,
  guesser: Guesser,
  deps: RecoveryDeps,
): Promise<void> {
  const { stopped } = serverMethods[method].notices
  if (!stopped) return
  const account = stored.row.account ?? ''
  const row = await readRow(tx, { realm: site.realm.id, account }, method)
  const to = row && stored.named?.decoy === false ? stored.named.destinations : []
  const notice = { kind: 'account-changed', change: stopped[guesser] } as const
  const locale = stored.named?.locale ?? stored.row.locale
  await putNotices(tx, { notice, account, to, locale, site, at: now, atLeast: LEAST_TOLD }, deps)
}
