/** Account activity, in the terms that its owner sees. */
import * as v from 'valibot'

export const activities = [
  'signed-in',
  'recovery-started',
  'proof-given',
  'proof-failed',
  'attempt-denied',
  'password-changed',
  'passkey-made',
  'unlocked',
  'locked',
  'sign-in-locked',
  'account-changed',
  'address-removed',
  'signed-out',
  'method-set-up',
  'method-renewed',
  'method-removed',
  'contact-accepted',
  'contact-left',
  'recovery-stopped',
  'practised',
  'hold-ended',
  'recovery-held',
] as const
export const ActivitySchema = v.picklist(activities)
export type Activity = v.InferOutput<typeof ActivitySchema>
