/** What `<regain-security>` learns of the person's own account: masked, and never a secret except one that was created just now. */
import * as v from 'valibot'
import { ActivitySchema } from './flow/activity.ts'
import { InstantSchema } from './flow/step.ts'
import { ChannelSchema } from './identifier/kind.ts'
import { KeptMethodNameSchema, MethodNameSchema } from './methods/method.ts'
import { AttestationSchema, PasskeyOptionsSchema } from './methods/passkey/credential.ts'
import { ProofRuleSchema } from './policy/gate.ts'
import { ReadinessSchema } from './policy/readiness.ts'

/** What is new and proves nothing yet: what its owner can end that with. */
const HoldViewSchema = v.strictObject({
  /** `address-` and its place in `destinations`; the method; or `passkey-` and its id. */
  hold: v.string(),
  /** Older, and of another class: what can be typed, or a code to the address at `place`. */
  by: v.array(v.strictObject({ method: MethodNameSchema, place: v.optional(v.number()) })),
})
export type HoldView = v.InferOutput<typeof HoldViewSchema>

export const SecurityViewSchema = v.strictObject({
  /** The site's name. */
  site: v.string(),
  /** When this way in ends; the site opens another one. */
  expiresAt: InstantSchema,
  destinations: v.array(
    v.strictObject({
      channel: ChannelSchema,
      masked: v.string(),
      verified: v.boolean(),
      since: InstantSchema,
      /** It is new: it proves nothing before then. */
      heldUntil: v.optional(InstantSchema),
    }),
  ),
  /** Those that the realm offers. */
  methods: v.array(
    v.strictObject({
      method: KeptMethodNameSchema,
      /** `stopped`: too many wrong guesses; it must be set up again. */
      state: v.picklist(['none', 'ready', 'stopped']),
      since: v.optional(InstantSchema),
      usedAt: v.optional(InstantSchema),
      /** It is new: it proves nothing before then. */
      heldUntil: v.optional(InstantSchema),
      /** Of saved codes. */
      left: v.optional(v.number()),
      /** Of contacts: how many must read out a code. */
      needed: v.optional(v.number()),
      /** Of passkeys: it is all that this account signs in with. */
      only: v.optional(v.literal(true)),
      /** Of passkeys and contacts, the oldest first. */
      each: v.optional(
        v.array(
          v.strictObject({
            id: v.string(),
            name: v.string(),
            /** Of a contact: where they are asked. */
            masked: v.optional(v.string()),
            /** Of a contact: they have not said yes; if they don't by then, they are none. */
            invitedUntil: v.optional(InstantSchema),
            since: InstantSchema,
            heldUntil: v.optional(InstantSchema),
            usedAt: v.optional(InstantSchema),
          }),
        ),
      ),
    }),
  ),
  /** How much proof a recovery of this account asks for, and whether what is there now adds up to it. */
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
/** What setting up a method gives. */
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
    /** To be sent back with a code: nothing counts before that. */
    setUp: v.string(),
  }),
  v.strictObject({
    method: v.literal('passkey'),
    /** For the browser's `navigator.credentials.create`. */
    options: PasskeyOptionsSchema,
    /** To be sent back with what the authenticator made. */
    setUp: v.string(),
  }),
])
export type SetUpReply = v.InferOutput<typeof SetUpReplySchema>
export type SetUpOf<Name extends SetUpReply['method']> = Extract<SetUpReply, { method: Name }>

const SetUpSchema = v.pipe(v.string(), v.maxLength(8192))
/** A code that the app shows, or what the authenticator made. */
export const ConfirmationSchema = v.union([
  v.strictObject({ setUp: SetUpSchema, code: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) }),
  v.strictObject({ setUp: SetUpSchema, credential: AttestationSchema }),
])
export type Confirmation = v.InferOutput<typeof ConfirmationSchema>
/** Why somebody is not invited. `own`: an address of the account itself. */
export const contactRefusals = ['not-an-address', 'own', 'known', 'full'] as const
export type ContactRefusal = (typeof contactRefusals)[number]

const wellFormed = (max: number) =>
  v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(max),
    v.check((value) => !/\p{Surrogate}/u.test(value), 'must be well-formed Unicode'),
  )
/** Whom the owner trusts. */
export const InvitationSchema = v.strictObject({
  /** For the owner's own list; no message contains it. */
  name: wellFormed(64),
  email: wellFormed(254),
})
export type Invitation = v.InferOutput<typeof InvitationSchema>

const HoldSchema = v.pipe(v.string(), v.maxLength(1500))
/** Asks for a code to an older address. */
export const HoldCodeSchema = v.strictObject({
  hold: HoldSchema,
  method: MethodNameSchema,
  place: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)),
})
export type HoldCode = v.InferOutput<typeof HoldCodeSchema>
export const HoldCodeReplySchema = v.strictObject({
  /** To be sent back with the code. */
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
      /** The code is not the right one. */
      v.strictObject({ code: v.literal('code-wrong') }),
      /** The input has another length than a code, and costs no guess. */
      v.strictObject({ code: v.literal('not-a-code'), length: v.number() }),
      v.strictObject({ code: v.literal('contact-refused'), why: v.picklist(contactRefusals) }),
    ]),
  ),
})
export type SecurityReply = v.InferOutput<typeof SecurityReplySchema>

/** `site`: replaces the site's key in `<regain-account>`, once. */
export const DrillReplySchema = v.strictObject({ site: v.string() })
export type DrillReply = v.InferOutput<typeof DrillReplySchema>

export const EnrolmentReplySchema = v.strictObject({ token: v.string(), expiresAt: InstantSchema })
