/** The body of a sign-in call from the site's back end, and its reply. */
import { isIP } from 'node:net'
import { AssertionSchema, DeviceTokenSchema, InstantSchema, LockCauseSchema, PasskeyQuestionSchema } from '@regain/core'
import * as v from 'valibot'

/** The person's browser, as far as the site reports it. */
const deviceFields = {
  /** The person's network address, as the site saw it. */
  ip: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(64),
      // Security: a text that is not an address would be one bucket for everybody.
      v.check((text) => isIP(text) !== 0, 'must be an IP address'),
    ),
  ),
  /** The person's `User-Agent`: operators see the browser's coarse name, and nothing else of it is stored. */
  userAgent: v.optional(v.pipe(v.string(), v.maxLength(1024))),
  /** The `device` that an earlier sign-in on this browser returned. */
  device: v.optional(DeviceTokenSchema),
}

export const SignInBodySchema = v.strictObject({
  identifier: v.pipe(v.string(), v.minLength(1), v.maxLength(254)),
  password: v.pipe(v.string(), v.maxLength(4096)),
  ...deviceFields,
})
export type SignInBody = v.InferOutput<typeof SignInBodySchema>

export const SignInChallengeBodySchema = v.strictObject({
  /** The origin of the page that asks, one of the site's: passkeys belong to its host. */
  origin: v.pipe(v.string(), v.maxLength(300)),
})
export const SignInChallengeReplySchema = v.strictObject({
  /** Send it back with the answer; it works once. */
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
    /** Keep it in this browser and send it with the next sign-in, so that strangers can't lock this browser out. */
    device: v.string(),
  }),
  v.strictObject({ result: v.literal('refused') }),
  v.strictObject({ result: v.literal('locked'), because: LockCauseSchema }),
])
export type SignInReply = v.InferOutput<typeof SignInReplySchema>

export const FamiliarDeviceBodySchema = v.strictObject(deviceFields)
export const FamiliarDeviceReplySchema = v.strictObject({
  /** Keep it in this browser, for the next sign-in and for `<regain-account>`. */
  device: v.string(),
})
