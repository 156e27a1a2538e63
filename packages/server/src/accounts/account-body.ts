/** What the site's back end sends about an account, and the replies that it gets. */
import {
  AssuranceSchema,
  ChannelSchema,
  FactsSchema,
  IdentifierKindSchema,
  InstantSchema,
  LocaleSchema,
  LockCauseSchema,
  lockCauses,
  MOST_PROVIDERS,
  ProviderSchema,
} from '@regain/core'
import * as v from 'valibot'

const value = v.pipe(v.string(), v.minLength(1), v.maxLength(254))

export const MOST_NAMES = 20
export const NameSchema = v.strictObject({ kind: IdentifierKindSchema, value })
export const PlaceSchema = v.strictObject({ channel: ChannelSchema, value, verified: v.boolean() })

export const AccountBodySchema = v.strictObject({
  /** A set: order means nothing. */
  identifiers: v.pipe(v.array(NameSchema), v.minLength(1), v.maxLength(MOST_NAMES)),
  /** A set: the order only decides how they are offered. */
  destinations: v.pipe(v.array(PlaceSchema), v.maxLength(MOST_NAMES)),
  /** In the clear, over the back end's own TLS; hashed here. The site vouches for it: the realm's rules bind people, not imports. */
  password: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(1024))),
  /** Argon2, bcrypt, scrypt or PBKDF2, in PHC or modular crypt form. Sending the last one again changes nothing. */
  passwordHash: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(512))),
  locale: v.optional(LocaleSchema),
  status: v.optional(v.picklist(['active', 'disabled'])),
  /** `aal2`: people sign in with more than a password, so one proof must not be enough for a new one (NIST SP 800-63B-4 4.2.2.2). Absent: unchanged. */
  assurance: v.optional(AssuranceSchema),
  /** Losing this account would do much damage: it always needs two proofs of different classes, and a second operator in the console. Absent: unchanged. */
  privileged: v.optional(v.boolean()),
  /** The references for answers in a case, if the realm asks for them. Missing ones stay unchanged. */
  facts: v.optional(FactsSchema),
  /** Other services by which the person signs in, as your sign-in page calls them. The owner sees them as the reason why a password does not work. Absent: unchanged. */
  signsInWith: v.optional(v.pipe(v.array(ProviderSchema), v.maxLength(MOST_PROVIDERS))),
})
export type AccountBody = v.InferOutput<typeof AccountBodySchema>

/** Only the account's owner can cause a freeze. */
const SiteLockSchema = v.picklist(lockCauses.filter((cause) => cause !== 'frozen'))
export const LockBodySchema = v.strictObject({ cause: SiteLockSchema, note: v.optional(v.pipe(v.string(), v.maxLength(500))) })

/** Masked, unless the site asked for full values. */
export const AccountViewSchema = v.strictObject({
  accountId: v.string(),
  /** Sessions of an older generation are invalid. */
  generation: v.number(),
  status: v.picklist(['active', 'disabled']),
  identifiers: v.array(v.strictObject({ kind: IdentifierKindSchema, value: v.string() })),
  destinations: v.array(
    v.strictObject({
      channel: ChannelSchema,
      value: v.string(),
      verified: v.boolean(),
      since: InstantSchema,
      /** It is new: it proves nothing before then. */
      heldUntil: v.optional(InstantSchema),
    }),
  ),
  locale: v.optional(v.string()),
  assurance: AssuranceSchema,
  privileged: v.boolean(),
  lock: v.optional(v.strictObject({ cause: LockCauseSchema, since: InstantSchema })),
})
export type AccountView = v.InferOutput<typeof AccountViewSchema>
