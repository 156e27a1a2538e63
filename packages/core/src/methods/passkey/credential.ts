/** What browsers and servers exchange for passkeys: the part of WebAuthn level 3's JSON that Regain reads. */
import * as v from 'valibot'

const base64url = (longest: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(longest))
/** WebAuthn 4: an id has at most 1023 bytes. */
const CredentialIdSchema = base64url(1364)

// WebAuthn 5.1.8.3: browsers add members over time; unknown ones are ignored.
const common = {
  id: CredentialIdSchema,
  rawId: CredentialIdSchema,
  type: v.literal('public-key'),
  clientExtensionResults: v.optional(v.object({}), {}),
}
/** The result of `navigator.credentials.create`. */
export const AttestationSchema = v.object({
  ...common,
  response: v.object({
    clientDataJSON: base64url(4096),
    attestationObject: base64url(8192),
    transports: v.optional(v.pipe(v.array(v.picklist(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])), v.maxLength(8))),
  }),
})
export type Attestation = v.InferOutput<typeof AttestationSchema>
/** The result of `navigator.credentials.get`. */
export const AssertionSchema = v.object({
  ...common,
  response: v.object({
    clientDataJSON: base64url(4096),
    authenticatorData: base64url(4096),
    signature: base64url(2048),
    userHandle: v.optional(base64url(128)),
  }),
})
export type Assertion = v.InferOutput<typeof AssertionSchema>

/** Lists no credential: the authenticator looks for passkeys of the host itself. */
export const PasskeyQuestionSchema = v.strictObject({
  challenge: v.string(),
  /** The host that passkeys on this page belong to. */
  rpId: v.string(),
})
export type PasskeyQuestion = v.InferOutput<typeof PasskeyQuestionSchema>

/** Options for creating a passkey. */
export const PasskeyOptionsSchema = v.strictObject({
  challenge: v.string(),
  rp: v.strictObject({ id: v.string(), name: v.string() }),
  /** The name is masked. */
  user: v.strictObject({ id: v.string(), name: v.string(), displayName: v.string() }),
  /** COSE algorithms, the best first. */
  algorithms: v.array(v.number()),
  /** Ids of the account's passkeys: an authenticator that has one of them creates no second. */
  known: v.array(v.string()),
})
export type PasskeyOptions = v.InferOutput<typeof PasskeyOptionsSchema>
