/** What `<regain-security>` shows of the person's own account: masked, and never a secret except one that was just created. */
import * as v from 'valibot'
import { ActivitySchema } from './flow/activity.ts'
import { InstantSchema } from './flow/step.ts'
import { ChannelSchema } from './identifier/kind.ts'
import { KeptMethodNameSchema, MethodNameSchema } from './methods/method.ts'
import { AttestationSchema, PasskeyOptionsSchema } from './methods/passkey/credential.ts'
import { ProofRuleSchema } from './policy/gate.ts'
import { ReadinessSchema } from './policy/readiness.ts'

/** A new method or address that proves nothing yet, and what its owner can end the hold with. */
const HoldViewSchema = v.strictObject({
  /** `address-` and its index in `destinations`; the method; or `passkey-` and its id. */
  hold: v.string(),
  /** Older methods of another class: methods that can be typed, or a code to the address at index `place`. */
  by: v.array(v.strictObject({ method: MethodNameSchema, place: v.optional(v.number()) })),
})
export type HoldView = v.InferOutput<typeof HoldViewSchema>

export const SecurityViewSchema = v.strictObject({
  /** The site's name. */
  site: v.string(),
  /** When this token expires; the site can request another one. */
  expiresAt: InstantSchema,
  destinations: v.array(
    v.strictObject({
      channel: ChannelSchema,
      masked: v.string(),
      verified: v.boolean(),
      since: InstantSchema,
      /** It is new and proves nothing before this time. */
      heldUntil: v.optional(InstantSchema),
    }),
  ),
  /** The methods that the realm offers. */
  methods: v.array(
    v.strictObject({
      method: KeptMethodNameSchema,
      /** `stopped`: too many wrong guesses, so it must be set up again. */
      state: v.picklist(['none', 'ready', 'stopped']),
      since: v.optional(InstantSchema),
      usedAt: v.optional(InstantSchema),
      /** It is new and proves nothing before this time. */
      heldUntil: v.optional(InstantSchema),
      /** For saved codes. */
      left: v.optional(v.number()),
      /** For contacts: how many must read out a code. */
      needed: v.optional(v.number()),
      /** For passkeys: the account has no password and signs in only with them. */
      only: v.optional(v.literal(true)),
      /** For passkeys and contacts, the oldest first. */
      each: v.optional(
        v.array(
          v.strictObject({
            id: v.string(),
            name: v.string(),
            /** For a contact: the masked address. */
            masked: v.optional(v.string()),
            /** For a contact who has not accepted yet: when the invitation expires. */
            invitedUntil: v.optional(InstantSchema),
            since: InstantSchema,
            heldUntil: v.optional(InstantSchema),
            usedAt: v.optional(InstantSchema),
          }),
        ),
      ),
    }),
  ),
  /** How much proof a recovery of this account needs, and whether its methods are enough. */
  gate: v.strictObject({ needed: v.number(), proofs: ProofRuleSchema, reached: v.boolean() }),
  readiness: ReadinessSchema,
  holds: v.array(HoldViewSchema),
  /** The newest first. */
  activity: v.array(
    v.strictObject({
      at: InstantSchema,
      what: ActivitySchema,
      method: v.optional(v.string()),
      browser: v.optional(v.string()),
      /** Two letters (ISO 3166-1). */
      country: v.optional(v.string()),
    }),
  ),
})
export type SecurityView = v.InferOutput<typeof SecurityViewSchema>

/** Contacts are invited instead. */
export const SetUpRequestSchema = v.strictObject({ method: v.picklist(['saved-code', 'totp', 'passkey']) })
/** `id`: one of several. */
export const RemovalSchema = v.strictObject({ method: KeptMethodNameSchema, id: v.optional(v.pipe(v.string(), v.maxLength(1400))) })
export type Removal = v.InferOutput<typeof RemovalSchema>
/** The reply when a method is set up. */
export const SetUpReplySchema = v.variant('method', [
  v.strictObject({
    method: v.literal('saved-code'),
    /** Valid from now on, and shown only once. */
    codes: v.array(v.string()),
    security: SecurityViewSchema,
  }),
  v.strictObject({
    method: v.literal('totp'),
    /** The secret as text, to type into the app. */
    secret: v.string(),
    uri: v.string(),
    /** The same as a picture, row by row; `1` is dark. */
    qr: v.array(v.string()),
    /** Send it back with a code: nothing counts before that. */
    setUp: v.string(),
  }),
  v.strictObject({
    method: v.literal('passkey'),
    /** For the browser's `navigator.credentials.create`. */
    options: PasskeyOptionsSchema,
    /** Send it back with the authenticator's answer. */
    setUp: v.string(),
  }),
])
export type SetUpReply = v.InferOutput<typeof SetUpReplySchema>
export type SetUpOf<Name extends SetUpReply['method']> = Extract<SetUpReply, { method: Name }>

const SetUpSchema = v.pipe(v.string(), v.maxLength(8192))
/** A code of the app, or the authenticator's answer. */
export const ConfirmationSchema = v.union([
  v.strictObject({ setUp: SetUpSchema, code: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) }),
  v.strictObject({ setUp: SetUpSchema, credential: AttestationSchema }),
])
export type Confirmation = v.InferOutput<typeof ConfirmationSchema>
/** Why a person can't be invited. `own`: an address of the account itself. */
export const contactRefusals = ['not-an-address', 'own', 'known', 'full'] as const
export type ContactRefusal = (typeof contactRefusals)[number]

const wellFormed = (max: number) =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(max),
    v.check((value) => !/\p{Surrogate}/u.test(value), 'must be well-formed Unicode'),
  )
/** A person whom the owner trusts. */
export const InvitationSchema = v.strictObject({
  /** For the owner's own list; no message contains it. */
  name: wellFormed(64),
  email: wellFormed(254),
})
export type Invitation = v.InferOutput<typeof InvitationSchema>

const HoldSchema = v.pipe(v.string(), v.maxLength(1500))
/** Requests a code to an older address. */
export const HoldCodeSchema = v.strictObject({
  hold: HoldSchema,
  method: MethodNameSchema,
  place: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)),
})
export type HoldCode = v.InferOutput<typeof HoldCodeSchema>
export const HoldCodeReplySchema = v.strictObject({
  /** Send it back with the code. */
  sent: v.string(),
})
export type HoldCodeReply = v.InferOutput<typeof HoldCodeReplySchema>
export const EndHoldSchema = v.strictObject({
  hold: HoldSchema,
  method: MethodNameSchema,
  code: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** Where a code was sent. */
  sent: v.optional(SetUpSchema),
})
export type EndHold = v.InferOutput<typeof EndHoldSchema>
export const SecurityReplySchema = v.strictObject({
  security: SecurityViewSchema,
  problem: v.optional(
    v.variant('code', [
      /** The code is wrong. */
      v.strictObject({ code: v.literal('code-wrong') }),
      /** The input is not as long as a code, and uses up no guess. */
      v.strictObject({ code: v.literal('not-a-code'), length: v.number() }),
      v.strictObject({ code: v.literal('contact-refused'), why: v.picklist(contactRefusals) }),
    ]),
  ),
})
export type SecurityReply = v.InferOutput<typeof SecurityReplySchema>

/** `site`: a key that replaces the site's key in `<regain-account>`, once. */
export const DrillReplySchema = v.strictObject({ site: v.string() })
export type DrillReply = v.InferOutput<typeof DrillReplySchema>

export const EnrolmentReplySchema = v.strictObject({ token: v.string(), expiresAt: InstantSchema })
