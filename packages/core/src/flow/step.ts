/** What a person must do next, as the browser sees it. The server computes it; the browser only renders it. */
import * as v from 'valibot'
import { EvidenceKindSchema, EvidenceNameSchema } from '../evidence/source.ts'
import { IdentifierKindSchema } from '../identifier/kind.ts'
import { KeptMethodNameSchema, MethodNameSchema } from '../methods/method.ts'
import { PasskeyOptionsSchema, PasskeyQuestionSchema } from '../methods/passkey/credential.ts'
import { CaptchaKindSchema } from '../policy/captcha.ts'
import { ActivitySchema } from './activity.ts'
import { helpFields } from './answer.ts'
import { CauseSchema, RemedySchema } from './diagnosis.ts'
import { fates, reviewedChanges } from './review.ts'
import { SupportSchema } from './support.ts'

/** A time: ISO 8601, UTC, with milliseconds. */
export const InstantSchema = v.pipe(v.string(), v.isoTimestamp())
/** `ms` since the epoch. */
export const instant = (ms: number): string => new Date(ms).toISOString()

/** How a masked address is completed: the whole address, the last four digits of a phone, or not at all. */
const CompletionSchema = v.picklist(['address', 'last-digits'])
export type Completion = v.InferOutput<typeof CompletionSchema>

/** The last digits of a phone number that a person types to show they know it (the mask shows two of them). */
export const LAST_DIGITS = 4

const OfferedMethodSchema = v.strictObject({
  /** Opaque, of this flow alone. */
  ref: v.string(),
  method: MethodNameSchema,
  /** Fixed width, computed by the server. Absent if the realm hides its hints, and for kept methods. */
  masked: v.optional(v.string()),
  complete: v.optional(v.nullable(CompletionSchema)),
})
export type OfferedMethod = v.InferOutput<typeof OfferedMethodSchema>

const IdentifyStepSchema = v.strictObject({
  type: v.literal('identify'),
  identifiers: v.array(IdentifierKindSchema),
  /** The kind that is shown first; the person can always switch to the other (WCAG 3.3.8). */
  captcha: CaptchaKindSchema,
})

const ChooseMethodStepSchema = v.strictObject({
  type: v.literal('choose-method'),
  methods: v.array(OfferedMethodSchema),
  proven: v.number(),
  needed: v.number(),
})

const ChallengeStepSchema = v.strictObject({
  type: v.literal('challenge'),
  method: MethodNameSchema,
  masked: v.optional(v.string()),
  /** Guesses are counted over the whole flow: a new code does not refill them (NIST SP 800-63B-4 3.1.3.2). */
  guessesLeft: v.number(),
  expiresAt: InstantSchema,
  /** When another code can be requested; absent if none will be sent. */
  resendAt: v.optional(InstantSchema),
  /** Of contacts: how many codes were right, and how many are needed. Only right codes count up, so it does not reveal whether there are contacts. */
  contacts: v.optional(v.strictObject({ right: v.number(), needed: v.number() })),
  /** The number to type on the mail's page or on a signed-in device; a code typed here is never right. Every name gets one. */
  number: v.optional(v.number()),
  /** What a passkey signs: the same for accounts with a passkey, accounts without one, and unknown names. */
  options: v.optional(PasskeyQuestionSchema),
})

const DiagnosisStepSchema = v.strictObject({
  type: v.literal('diagnosis'),
  cause: CauseSchema,
  since: InstantSchema,
  remedies: v.array(RemedySchema),
  /** What caused it: wrong passwords, the last one, and when sign-in opens again if it is still closed. */
  wrongSignIns: v.optional(
    v.strictObject({
      count: v.number(),
      last: InstantSchema,
      /** Coarse names of browsers, the latest first. */
      from: v.optional(v.array(v.string())),
      until: v.optional(InstantSchema),
    }),
  ),
  /** The account's names at sign-in, masked, if a wrong name may be the cause. */
  names: v.optional(v.array(v.string())),
  /** Other services by which the person signs in, as the site calls them, if that may be the way. */
  signsInWith: v.optional(v.array(v.string())),
})

/** The account is locked. Before the new password its owner reviews recent activity, and marks what was not theirs. */
const ReviewStepSchema = v.strictObject({
  type: v.literal('review'),
  changes: v.array(
    v.strictObject({
      ref: v.string(),
      change: v.picklist(reviewedChanges),
      at: InstantSchema,
      fate: v.picklist(fates),
      method: v.optional(KeptMethodNameSchema),
      /** Masked; absent where the realm hides its hints. */
      gone: v.optional(v.array(v.string())),
      came: v.optional(v.array(v.string())),
    }),
  ),
  lately: v.array(
    v.strictObject({
      at: InstantSchema,
      what: ActivitySchema,
      method: v.optional(v.string()),
      browser: v.optional(v.string()),
      country: v.optional(v.string()),
    }),
  ),
})

/** Proven by the only address that would be notified: the person proves it again between these times, and then chooses the new password. */
const WaitStepSchema = v.strictObject({ type: v.literal('wait'), readyAt: InstantSchema, until: InstantSchema })

const NewPasswordStepSchema = v.strictObject({
  type: v.literal('new-password'),
  /** Unicode code points. */
  minLength: v.number(),
  /** Unicode code points. */
  maxLength: v.number(),
  /** What the person typed to name the account, for the password manager's `username` field. */
  username: v.string(),
  /** How to create a passkey in place of the password; absent: the realm has no sign-in by passkey. */
  passkey: v.optional(PasskeyOptionsSchema),
})

const HelpStepSchema = v.strictObject({
  type: v.literal('help'),
  /** The fields of the form. */
  fields: v.array(v.picklist(helpFields)),
  support: SupportSchema,
  /** Something was proven, but not enough for this account or attempt, and nothing else can be asked for here. */
  halfProven: v.optional(v.literal(true)),
  /** What the person may remember of the account; only the policy decides which. Absent: no questions. */
  evidence: v.optional(v.array(v.strictObject({ source: EvidenceNameSchema, asks: EvidenceKindSchema }))),
})

/** Outcomes of a practice run: it reached the new password, or a point where only the support team could help. */
export const drillOutcomes = ['drill-passed', 'drill-stuck'] as const
export type DrillOutcome = (typeof drillOutcomes)[number]
// Written out, so that code that only checks a reply bundles nothing else.
export const outcomes = ['password-changed', 'passkey-made', 'unlocked', 'case-opened', 'drill-passed', 'drill-stuck'] as const
export type Outcome = (typeof outcomes)[number]
/** Outcomes with the person back in their account. */
export const recoveries = ['password-changed', 'passkey-made', 'unlocked'] as const satisfies readonly Outcome[]
const DoneStepSchema = v.strictObject({
  type: v.literal('done'),
  outcome: v.picklist(outcomes),
  reference: v.optional(v.string()),
  /** A saved code was used: how many are left. */
  savedCodesLeft: v.optional(v.number()),
  /** The code that replaces it (NIST SP 800-63B-4 4.2.1.1): only in the reply to the answer that ended the flow. */
  savedCode: v.optional(v.string()),
  /** How many existing passkeys still sign in to the account. */
  passkeys: v.optional(v.number()),
  /** New saved codes, shown only once: for a person who had some, and said that somebody else was in their account. */
  savedCodes: v.optional(v.array(v.string())),
})

export const stops = ['expired', 'cancelled', 'too-many-guesses', 'refused'] as const
export type Stop = (typeof stops)[number]
const StoppedStepSchema = v.strictObject({ type: v.literal('stopped'), because: v.picklist(stops) })

export const StepSchema = v.variant('type', [
  IdentifyStepSchema,
  ChooseMethodStepSchema,
  ChallengeStepSchema,
  DiagnosisStepSchema,
  WaitStepSchema,
  ReviewStepSchema,
  NewPasswordStepSchema,
  HelpStepSchema,
  DoneStepSchema,
  StoppedStepSchema,
])
export type Step = v.InferOutput<typeof StepSchema>
export type StepType = Step['type']
