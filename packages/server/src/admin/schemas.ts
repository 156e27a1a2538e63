/** Schemas for what operators send to authenticate, as browsers and people write it. */
import { AssertionSchema, AttestationSchema } from '@regain/core'
import * as v from 'valibot'
import type { NewCredential } from '../operators/credentials.ts'
import type { Proof } from '../operators/prove.ts'

const text = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest))
const base64url = (longest: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(longest))

export const EmailSchema = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email())
/** No control or bidirectional characters: they could change how the surrounding text reads in lists and mails. */
export const NameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80), v.regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u))
export const ReasonSchema = v.pipe(v.string(), v.trim(), v.minLength(8), v.maxLength(500))
/** A filter value: an id, a name or a digest. */
export const WordSchema = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(128)))
/** In ms since the epoch. */
export const MomentSchema = v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)))
/** `next` of an earlier page. */
export const CursorSchema = v.optional(
  v.pipe(
    v.string(),
    v.regex(/^\d{1,15}\.[\w-]{1,64}$/),
    v.transform((text) => ({ at: Number(text.split('.')[0]), id: text.split('.')[1] ?? '' })),
  ),
)
export const SecretSchema = base64url(128)
const PasswordSchema = text(1024)

export const ProofSchema = v.variant('type', [
  v.strictObject({ type: v.literal('passkey'), ceremony: SecretSchema, credential: AssertionSchema }),
  v.strictObject({ type: v.literal('password'), email: text(254), password: PasswordSchema, code: text(32) }),
]) satisfies v.GenericSchema<unknown, Proof>

export const NewCredentialSchema = v.variant('type', [
  v.strictObject({ type: v.literal('passkey'), label: NameSchema, ceremony: SecretSchema, credential: AttestationSchema }),
  v.strictObject({ type: v.literal('password'), password: PasswordSchema, ceremony: SecretSchema, code: text(32) }),
]) satisfies v.GenericSchema<unknown, NewCredential>

/** A second operator's approval, or the reason to go ahead without it. */
export const SecondSchema = v.union([v.strictObject({ approval: SecretSchema }), v.strictObject({ alone: ReasonSchema })])
