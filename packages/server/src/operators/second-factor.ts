/** What stands beside an operator's password: an authenticator app, and saved codes for when it is lost. */
import { and, eq, lt } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import type { Tx } from '../db/database.ts'
import { operatorSavedCodes, operators } from '../db/schema.ts'
import type { OperatorDeps, OperatorRow } from './operator.ts'

const PERIOD_SECONDS = 30
/** RFC 4226 4 R6: 160 bits are recommended. */
const SECRET_BYTES = 20

// SHA-1 and six digits are what authenticator apps agree on; the rates of sign-in make up for the short code.
const totpOf = (secret: Secret, label: string): TOTP => new TOTP({ issuer: 'Regain', label, secret, period: PERIOD_SECONDS, digits: 6 })

export interface Enrolment {
  secret: string
  /** For an authenticator app. */
  uri: string
  /** The same as a picture, a data URL. */
  qr: string
}

export function newAuthenticator(label: string, { chance }: Pick<OperatorDeps, 'chance'>): Enrolment {
  const secret = new Secret({ buffer: chance.bytes(SECRET_BYTES).buffer })
  const uri = totpOf(secret, label).toString()
  return { secret: secret.base32, uri, qr: `data:image/svg+xml;base64,${Buffer.from(renderSVG(uri)).toString('base64')}` }
}

/** The time step that the code belongs to: the current one or the one before (NIST SP 800-63B-4 3.1.5.1), or undefined. */
export function stepOfCode(secret: string, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = totpOf(Secret.fromBase32(secret), '').validate({ token: code, timestamp: now, window: 1 })
  return delta === 0 || delta === -1 ? Math.floor(now / 1000 / PERIOD_SECONDS) + delta : undefined
}

export const authenticatorContext = (operator: string): string => `operator ${operator} authenticator`

export type Looked = { right: false } | { right: true /** Takes the place of the saved code that was used. */; savedCode?: string }

/** Uses up a code from the authenticator app, or a saved one: neither works a second time. */
export async function useSecondFactor(tx: Tx, operator: OperatorRow, typed: string, deps: OperatorDeps): Promise<Looked> {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  const secret = operator.totp === null ? undefined : deps.seal.open(operator.totp, authenticatorContext(operator.id))
  // Security: a password alone never signs anybody in, whatever saved codes are left over.
  if (secret === undefined) return { right: false }
  const step = stepOfCode(secret, code, deps.clock.now())
  if (step !== undefined) {
    const used = await tx
      .update(operators)
      .set({ totpStep: step })
      .where(and(eq(operators.id, operator.id), lt(operators.totpStep, step)))
    return { right: used.rowsAffected === 1 }
  }
  const used = await tx.delete(operatorSavedCodes).where(eq(operatorSavedCodes.digest, savedCodeDigest(operator.id, code, deps)))
  if (used.rowsAffected === 0) return { right: false }
  const [savedCode = ''] = await addSavedCodes(tx, operator.id, 1, deps)
  return { right: true, savedCode }
}

const SAVED_CODES = 10
// 32 signs without look-alikes: 16 of them are 80 bits, well above the 64 that NIST SP 800-63B-4 3.1.2.1 asks of look-up secrets.
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const SAVED_CODE_LENGTH = 16

/** Ten new ones, to be shown once; older ones are void. */
export async function renewSavedCodes(tx: Tx, operator: string, deps: OperatorDeps): Promise<string[]> {
  await tx.delete(operatorSavedCodes).where(eq(operatorSavedCodes.operator, operator))
  return await addSavedCodes(tx, operator, SAVED_CODES, deps)
}

async function addSavedCodes(tx: Tx, operator: string, count: number, deps: OperatorDeps): Promise<string[]> {
  const codes = Array.from({ length: count }, () => deps.chance.characters(SAVED_CODE_LENGTH, SIGNS))
  for (const code of codes)
    await tx.insert(operatorSavedCodes).values({ digest: savedCodeDigest(operator, code, deps), operator, createdAt: deps.clock.now() })
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

const savedCodeDigest = (operator: string, code: string, { keys }: OperatorDeps): string =>
  keys.digest('operator', 'saved-code', operator, code)
