/** The calls to a site that keeps its own users, and its answers. `docs/connect-a-directory.md` shows them, and a test compares the two. */
import { AssuranceSchema, ChannelSchema, IdentifierKindSchema, InstantSchema, LocaleSchema, LockCauseSchema } from '@regain/core'
import * as v from 'valibot'
import { AccountIdSchema } from './account-id.ts'

const generation = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** Whatever the site has stored: made canonical here, and dropped if it can't be read. */
const value = v.pipe(v.string(), v.maxLength(254))

const FindCallSchema = v.strictObject({
  type: v.literal('account.find'),
  timestamp: InstantSchema,
  /** `value` is what Regain compares: NFKC and full case folding, phone numbers in E.164. `written`: as the person wrote it, cleaned. */
  data: v.strictObject({ identifier: v.strictObject({ kind: IdentifierKindSchema, value, written: v.string() }) }),
})

const ReadCallSchema = v.strictObject({
  type: v.literal('account.read'),
  timestamp: InstantSchema,
  data: v.strictObject({ accountId: AccountIdSchema }),
})

const SetPasswordCallSchema = v.strictObject({
  type: v.literal('account.set-password'),
  timestamp: InstantSchema,
  data: v.strictObject({
    accountId: AccountIdSchema,
    /** Argon2id in PHC form, of the password in Unicode NFC. */
    passwordHash: v.pipe(v.string(), v.startsWith('$argon2id$')),
    /** The generation of the account when the person was asked to prove who they are. */
    generation,
  }),
})

export const CallSchema = v.variant('type', [FindCallSchema, ReadCallSchema, SetPasswordCallSchema])
type WithoutTime<Call> = Call extends unknown ? Omit<Call, 'timestamp'> : never
export type Call = WithoutTime<v.InferOutput<typeof CallSchema>>

export const SiteAccountSchema = v.object({
  id: AccountIdSchema,
  /** Rises with each change of password or destination, and when the account is disabled. */
  generation,
  identifiers: v.pipe(v.array(v.object({ kind: IdentifierKindSchema, value })), v.maxLength(20)),
  /** `since`: when the account got this address; absent counts as just now. */
  destinations: v.pipe(
    v.array(v.object({ channel: ChannelSchema, value, verified: v.boolean(), since: v.optional(InstantSchema) })),
    v.maxLength(20),
  ),
  locale: v.optional(LocaleSchema),
  /** Absent: `aal1`, and not privileged. */
  assurance: v.optional(AssuranceSchema),
  privileged: v.optional(v.boolean()),
  /** Absent: unknown. */
  hasPassword: v.optional(v.boolean()),
  /** Other services by which the person signs in. A value that is not a short plain name is dropped. */
  signsInWith: v.optional(v.pipe(v.array(value), v.maxLength(20))),
  lock: v.optional(v.object({ cause: LockCauseSchema, since: InstantSchema })),
  /** By the name of an evidence source: the references for answers in a case. */
  facts: v.optional(v.record(v.pipe(v.string(), v.maxLength(64)), value)),
})
export type SiteAccount = v.InferOutput<typeof SiteAccountSchema>

/** Answer to `account.find` and `account.read`: every account that matches. If there are several, Regain uses none. */
export const AccountsReplySchema = v.object({ accounts: v.pipe(v.array(SiteAccountSchema), v.maxLength(20)) })

/** Answer to `account.set-password`: done, sessions included; or not done, because the account is gone, locked by a person, or of another generation. */
export const SetPasswordReplySchema = v.object({ result: v.picklist(['changed', 'gone']) })
