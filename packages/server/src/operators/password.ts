/** An operator's password: the same strict rules for every installation, whatever a realm's policy says. */
import { checkPassword, normalisePassword } from '@regain/core'
import { weaknessOf } from '../crypto/weak-passwords.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import type { OperatorDeps } from './operator.ts'

/** Code points; NIST SP 800-63B-4 3.1.1.2 requires 15 where a password could be used alone. */
const LENGTH = { minLength: 15, maxLength: 256 }

/** Throws `value-refused` with core's reason. */
export async function hashNewPassword(typed: string, context: readonly string[], { hasher }: OperatorDeps): Promise<string> {
  const password = normalisePassword(typed)
  const why = checkPassword(password, { ...LENGTH, context: [...context, 'Regain'] }) ?? (await weaknessOf(password))
  if (why) throw valueRefused('password', why)
  const hash = await hasher.hash(password)
  if (hash === 'busy') throw new ProblemError('unavailable', { retryAfterSeconds: 2 })
  return hash
}
