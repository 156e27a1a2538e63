/** The body of a sign-in call from the site's back end, and its reply. */
import { isIP } from 'node:net'
import { AssertionSchema, DeviceTokenSchema, InstantSchema, LockCauseSchema, PasskeyQuestionSchema } from '@regain/core'
import * as v from 'valibot'

/** Whose browser it is, as far as the site tells. */
const deviceFields = {
  /** The person's address, as the site saw it. */
  ip: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(64),
      // Security: text that is not an address would be one bucket for everybody.
      v.check((text) => isIP(text) !== 0, 'must be an IP address'),
    ),
  ),
  /** The person's `User-Agent`: operators see which browser it was, and no more of it is kept. */
  userAgent: v.optional(v.pipe(v.string(), v.maxLength(1024))),
  /** What an earlier sign-in on this device returned. */
  device: v.optional(DeviceTokenSchema),
}

export const SignInBodySchema = v.strictObject({
  identifier: v.pipe(v.string(), v.minLength(1), v.maxLength(254)),
  password: v.pipe(v.string(), v.maxLength(4096)),
  ...deviceFields,
})
export type SignInBody = v.InferOutput<typeof SignInBodySchema>

export const SignInChallengeBodySchema = v.strictObject({
  /** Of the page that asks, one of the site's: passkeys belong to its host. */
  origin: v.pipe(v.string(), v.maxLength(300)),
})
export const SignInChallengeReplySchema = v.strictObject({
  /** To be sent back with the answer; it is taken once. */
  question: v.string(),
  /** For `navigator.credentials.get`, with `userVerification: "required"` and no `allowCredentials`. */
  passkey: PasskeyQuestionSchema,
  expiresAt: InstantSchema,
})
export type SignInChallengeReply = v.InferOutput<typeof SignInChallengeReplySchema>
export const PasskeySignInBodySchema = v.strictObject({
  question: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
  credential: AssertionSchema,
  ...deviceFields,
})
export type PasskeySignInBody = v.InferOutput<typeof PasskeySignInBodySchema>

export const SignInReplySchema = v.variant('result', [
  v.strictObject({
    result: v.literal('ok'),
    accountId: v.string(),
    generation: v.number(),
    /** For this browser to keep, and to send along next time: strangers cannot lock a familiar device out. */
    device: v.string(),
  }),
  v.strictObject({ result: v.literal('refused') }),
  v.strictObject({ result: v.literal('locked'), because: LockCauseSchema }),
])
export type SignInReply = v.InferOutput<typeof SignInReplySchema>

export const FamiliarDeviceBodySchema = v.strictObject(deviceFields)
export const FamiliarDeviceReplySchema = v.strictObject({
  /** For this browser to keep, and for `<regain-account>` on it. */
  device: v.string(),
})
