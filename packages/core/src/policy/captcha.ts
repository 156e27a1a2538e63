/** The two self-hosted captchas. */
import * as v from 'valibot'

export const captchaKinds = ['characters', 'proof-of-work'] as const
export const CaptchaKindSchema = v.picklist(captchaKinds)
export type CaptchaKind = v.InferOutput<typeof CaptchaKindSchema>
