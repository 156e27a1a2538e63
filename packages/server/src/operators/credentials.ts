/** The credentials that an operator can have: checked before anything is written, then added in one transaction. */
import { digitsIn } from '@regain/core'
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { NewAuthenticator } from '../crypto/totp.ts'
import { drawQr, newAuthenticator, stepOfCode } from '../crypto/totp.ts'
import type { Tx } from '../db/database.ts'
import { operatorPasskeys, operatorSavedCodes, operators } from '../db/schema.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import { openCeremony, readCeremony, useCeremony } from './ceremonies.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import type { OperatorDeps } from './operator.ts'
import type { NewPasskey } from './passkeys.ts'
import { checkNewPasskey } from './passkeys.ts'
import { hashNewPassword } from './password.ts'
import { authenticatorContext, renewSavedCodes } from './second-factor.ts'

export type NewCredential =
  | ({ type: 'passkey' /** What the operator calls it. */; label: string } & NewPasskey)
  | { type: 'password'; password: string /** Of the authenticator's enrolment. */; ceremony: string; code: string }

/** The secret is shown once, and counts when a code of it comes back. */
export async function openAuthenticatorEnrolment(
  { holder, label }: { holder: string; label: string },
  deps: OperatorDeps,
): Promise<NewAuthenticator & { qr: string; ceremony: string }> {
  const enrolment = newAuthenticator({ issuer: 'Regain', label }, deps)
  return {
    ...enrolment,
    qr: drawQr(enrolment.uri),
    ceremony: await openCeremony({ kind: 'totp-enrolment', holder, details: { secret: enrolment.secret } }, deps),
  }
}

export interface CheckedCredential {
  /** The operator that the credential names, if it names one. */
  operator?: string
  /** Ten saved codes, where they are useful. */
  add(tx: Tx, operator: string): Promise<string[] | undefined>
}

export interface CheckCredential {
  holder: string
  credential: NewCredential
  /** Words that the password must not consist of. */
  context: readonly string[]
}

/** Throws `value-refused` with the wrong field, or `link-refused` if it took too long. */
export async function checkCredential({ holder, credential, context }: CheckCredential, deps: OperatorDeps): Promise<CheckedCredential> {
  if (credential.type === 'passkey') {
    const passkey = await checkNewPasskey(holder, credential, deps)
    return {
      operator: passkey.operator,
      async add(tx) {
        await passkey.add(tx, credential.label)
        return undefined
      },
    }
  }
  const name = { kind: 'totp-enrolment' as const, holder, secret: credential.ceremony }
  const details = await readCeremony(name, deps.db.read, deps)
  if (!details?.secret) throw new ProblemError('link-refused')
  const { secret } = details
  const step = stepOfCode(secret, digitsIn(credential.code), deps.clock.now())
  if (step === undefined) throw valueRefused('code', 'is not the code that the app shows now')
  const passwordHash = await hashNewPassword(credential.password, context, deps)
  return {
    async add(tx, operator) {
      if (!(await useCeremony(tx, name, deps))) throw new ProblemError('link-refused')
      const totp = deps.seal.seal(secret, authenticatorContext(operator))
      await tx.update(operators).set({ passwordHash, totp, totpStep: step }).where(eq(operators.id, operator))
      return await renewSavedCodes(tx, operator, deps)
    },
  }
}

export interface AddCredential {
  operator: { id: string; email: string; name: string }
  credential: NewCredential
  by: By
}

/** Adds a passkey, or replaces the password and authenticator app. */
export async function addCredential({ operator, credential, by }: AddCredential, deps: OperatorDeps): Promise<{ savedCodes?: string[] }> {
  const checked = await checkCredential({ holder: operator.id, credential, context: [operator.email, operator.name] }, deps)
  return await deps.db.write(async (tx) => {
    const savedCodes = await checked.add(tx, operator.id)
    await note(tx, 'operator.credential-added', by, deps.clock.now(), { kind: credential.type })
    return savedCodes ? { savedCodes } : {}
  })
}

export async function renewCodes(
  { operator, by }: Pick<AddCredential, 'operator' | 'by'>,
  deps: OperatorDeps,
): Promise<{ savedCodes: string[] }> {
  return await deps.db.write(async (tx) => {
    const [row] = await tx.select().from(operators).where(eq(operators.id, operator.id))
    if (row?.totp == null) throw new ProblemError('not-found')
    await note(tx, 'operator.credential-added', by, deps.clock.now(), { kind: 'saved-codes' })
    return { savedCodes: await renewSavedCodes(tx, operator.id, deps) }
  })
}

export async function listCredentials(operator: string, { db }: Pick<OperatorDeps, 'db'>) {
  const { id, name, createdAt, usedAt } = operatorPasskeys
  const passkeys = await db.read
    .select({ id, name, createdAt, usedAt })
    .from(operatorPasskeys)
    .where(eq(operatorPasskeys.operator, operator))
    .orderBy(desc(createdAt))
    .limit(100)
  const [row] = await db.read.select({ totp: operators.totp }).from(operators).where(eq(operators.id, operator))
  const savedCodes = await db.read.$count(operatorSavedCodes, eq(operatorSavedCodes.operator, operator))
  return { passkeys, password: row?.totp != null, savedCodes }
}

/** Throws `value-refused` if this is the last credential, because the operator could no longer sign in. */
export async function removePasskey(
  { operator, passkey, by }: { operator: string; passkey: string; by: By },
  deps: OperatorDeps,
): Promise<void> {
  await deps.db.write(async (tx) => {
    const gone = await tx.delete(operatorPasskeys).where(and(eq(operatorPasskeys.id, passkey), eq(operatorPasskeys.operator, operator)))
    if (gone.rowsAffected === 0) throw new ProblemError('not-found')
    await mustHaveAWayIn(tx, operator)
    await note(tx, 'operator.credential-removed', by, deps.clock.now(), { kind: 'passkey' })
  })
}

export async function removePassword({ operator, by }: { operator: string; by: By }, deps: OperatorDeps): Promise<void> {
  await deps.db.write(async (tx) => {
    const gone = await tx
      .update(operators)
      .set({ passwordHash: null, totp: null })
      .where(and(eq(operators.id, operator), isNotNull(operators.passwordHash)))
    if (gone.rowsAffected === 0) throw new ProblemError('not-found')
    await tx.delete(operatorSavedCodes).where(eq(operatorSavedCodes.operator, operator))
    await mustHaveAWayIn(tx, operator)
    await note(tx, 'operator.credential-removed', by, deps.clock.now(), { kind: 'password' })
  })
}

async function mustHaveAWayIn(tx: Tx, operator: string): Promise<void> {
  const [row] = await tx.select().from(operators).where(eq(operators.id, operator))
  const passkeys = await tx.$count(operatorPasskeys, eq(operatorPasskeys.operator, operator))
  if (passkeys === 0 && row?.passwordHash == null)
    throw new ProblemError('value-refused', { detail: 'This is the last sign-in method. Add another one first.' })
}
