/** What the site's back end may say of an account. */
import { ChannelSchema, IdentifierKindSchema, LocaleSchema, LockCauseSchema } from '@regain/core'
import * as v from 'valibot'

const value = v.pipe(v.string(), v.minLength(1), v.maxLength(254))

export const AccountBodySchema = v.strictObject({
  identifiers: v.pipe(v.array(v.strictObject({ kind: IdentifierKindSchema, value })), v.minLength(1), v.maxLength(20)),
  destinations: v.pipe(v.array(v.strictObject({ channel: ChannelSchema, value, verified: v.boolean() })), v.maxLength(20)),
  /** In the clear, over the back end's own TLS; hashed here. The site vouches for it: the realm's rules bind people, not imports. */
  password: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(1024))),
  /** Argon2, bcrypt, scrypt or PBKDF2, in PHC or modular crypt form. */
  passwordHash: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(512))),
  locale: v.optional(LocaleSchema),
  status: v.optional(v.picklist(['active', 'disabled'])),
})
export type AccountBody = v.InferOutput<typeof AccountBodySchema>

/** The site's own name for an account. */
export const AccountIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._:@|-]{1,128}$/))

export const LockBodySchema = v.strictObject({ cause: LockCauseSchema, note: v.optional(v.pipe(v.string(), v.maxLength(500))) })

export const SignInBodySchema = v.strictObject({
  identifier: v.pipe(v.string(), v.minLength(1), v.maxLength(254)),
  password: v.pipe(v.string(), v.maxLength(4096)),
  /** The person's address, as the site saw it. */
  ip: v.optional(v.pipe(v.string(), v.maxLength(64))),
  /** What an earlier sign-in on this device returned. */
  device: v.optional(v.pipe(v.string(), v.maxLength(64))),
})
export type SignInBody = v.InferOutput<typeof SignInBodySchema>
