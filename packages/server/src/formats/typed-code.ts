/** Reads a code as a person types it, for every typed method. Input that can't be a code is distinguished from a wrong code before it is counted. */
import type { MethodName, Policy } from '@regain/core'
import { digitsIn, SAVED_CODE_LENGTH, TOTP_DIGITS } from '@regain/core'
import { readSavedCode } from '../crypto/saved-codes.ts'

/** The length of a method's code; undefined: this method has no typed code. */
function lengthOf(method: MethodName, digits: number): number | undefined {
  if (method === 'saved-code') return SAVED_CODE_LENGTH
  if (method === 'totp') return TOTP_DIGITS
  return method === 'email-code' || method === 'sms-code' || method === 'contacts' ? digits : undefined
}

/** The required length, if this input can't be a code. Depends only on the typing and the policy, so it reveals nothing and uses up no guess. */
export function noCode(method: MethodName, typed: string, { code }: Pick<Policy, 'code'>): number | undefined {
  const length = lengthOf(method, code.digits)
  const read = method === 'saved-code' ? readSavedCode(typed) : digitsIn(typed)
  return length === undefined || read.length === length ? undefined : length
}
