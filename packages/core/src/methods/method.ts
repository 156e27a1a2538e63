/** The contract of a method: a way to prove it is you. Members live in folders beside this file and never import it from each other. */
import * as v from 'valibot'
import type { Channel } from '../identifier/kind.ts'

export const methodNames = ['email-code', 'sms-code'] as const
export const MethodNameSchema = v.picklist(methodNames)
export type MethodName = v.InferOutput<typeof MethodNameSchema>

export interface Method<Name extends MethodName = MethodName> {
  name: Name
  /** The channel whose destinations it uses. */
  channel: Channel
  /** How the person completes a masked destination. */
  complete: 'address' | 'last-digits'
  /** The longest a code may live, in seconds; a policy above it is refused, not clamped. */
  longestCodeSeconds: number
}
