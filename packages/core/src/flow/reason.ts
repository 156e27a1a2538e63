/** Why a person can't sign in. The reason selects words and a branch of the policy; it never lowers a check. */
import * as v from 'valibot'

export const reasons = ['forgot-password', 'cannot-sign-in', 'compromised'] as const
export const ReasonSchema = v.picklist(reasons)
export type Reason = v.InferOutput<typeof ReasonSchema>
