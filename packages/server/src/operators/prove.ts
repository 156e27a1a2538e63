/** Authenticates an operator, by passkey or by password with a second factor; for signing in and for step-up. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { operators } from '../db/schema.ts'
import { mustHaveRooms, mustLetIn } from '../limits/room.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import type { Caller, OperatorDeps, OperatorRow } from './operator.ts'
import { readEmail } from './operator.ts'
import type { PasskeyAnswer } from './passkeys.ts'
import { checkPasskey } from './passkeys.ts'
import { readSecondFactor, useSecondFactor } from './second-factor.ts'

/** What an operator sends to authenticate: everything at once, so that a refusal does not say which part was wrong. */
export type Proof =
  | ({ type: 'passkey' } & PasskeyAnswer)
  | { type: 'password'; email: string; password: string /** From the authenticator app, or a saved one. */; code: string }

export interface Proven {
  operator: OperatorRow
  /** Replaces the saved code that was used; shown once. */
  savedCode?: string
}

export interface Prove<Result> {
  proof: Proof
  caller: Caller
  /** Only this operator is accepted, if set. */
  only?: string
  /** Runs in the transaction that uses the proof up. */
  act(tx: Tx, proven: Proven): Promise<Result>
}

/** Throws `sign-in-refused`, whatever was wrong, after the same work. */
export async function prove<Result>({ proof, caller, only, act }: Prove<Result>, deps: OperatorDeps): Promise<Result> {
  await countTry(proof, caller, deps)
  const check = proof.type === 'passkey' ? await withPasskey(proof, only ?? '', deps) : await withPassword(proof, deps)
  const result = await deps.db.write(async (tx) => {
    const proven = await check?.(tx)
    if (proven?.operator.state !== 'active' || (only !== undefined && proven.operator.id !== only)) {
      await note(tx, 'operator.sign-in-refused', by(caller), deps.clock.now(), { by: proof.type })
      return undefined
    }
    if (proven.savedCode) await note(tx, 'operator.saved-code-used', by(caller, proven.operator.id), deps.clock.now())
    return { value: await act(tx, proven) }
  })
  if (!result) throw new ProblemError('sign-in-refused')
  return result.value
}

const by = ({ requestId }: Caller, operator = 'unknown'): By => ({ operator, requestId })

async function countTry(proof: Proof, caller: Caller, deps: OperatorDeps): Promise<void> {
  await deps.db.write((tx) => mustLetIn(tx, 'console', undefined, caller.address, deps))
  if (proof.type === 'passkey') return
  // Depends only on what was typed, and is compared with nothing.
  if (readSecondFactor(proof.code) === undefined)
    throw valueRefused('code', 'is not a code: an app shows 6 digits, a saved code has 16 letters and digits')
  const name = readEmail(proof.email)
  const rooms = [
    ['operatorPerName', [name]],
    ['operatorPerNameDaily', [name]],
  ] as const
  await deps.db.write((tx) => mustHaveRooms(tx, rooms, undefined, deps))
}

type Check = (tx: Tx) => Promise<Proven | undefined>

async function withPasskey(answer: PasskeyAnswer, holder: string, deps: OperatorDeps): Promise<Check | undefined> {
  const passkey = await checkPasskey(holder, answer, deps)
  if (!passkey) return undefined
  return async (tx) => {
    if (!(await passkey.use(tx))) return undefined
    const [operator] = await tx.select().from(operators).where(eq(operators.id, passkey.operator))
    return operator && { operator }
  }
}

async function withPassword(
  { email, password, code }: Extract<Proof, { type: 'password' }>,
  deps: OperatorDeps,
): Promise<Check | undefined> {
  const [known] = await deps.db.read
    .select()
    .from(operators)
    .where(eq(operators.email, readEmail(email)))
  const verified = await deps.hasher.verify(known?.passwordHash ?? null, password.normalize('NFC'))
  if (verified === 'busy') throw new ProblemError('unavailable', { retryAfterSeconds: 2 })
  if (!known || !verified.matches) return undefined
  return async (tx) => {
    const [operator] = await tx.select().from(operators).where(eq(operators.id, known.id))
    // The password was changed while it was being compared, so an old one was proven.
    if (operator?.passwordHash !== known.passwordHash) return undefined
    const looked = await useSecondFactor(tx, operator, code, deps)
    return looked.right ? { operator, ...(looked.savedCode && { savedCode: looked.savedCode }) } : undefined
  }
}
