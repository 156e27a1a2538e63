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

/** A moment: ISO 8601, UTC, with milliseconds. */
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
  /** Fixed width, computed by the server; absent where the realm hides its hints, and for what the person keeps. */
  masked: v.optional(v.string()),
  complete: v.optional(v.nullable(CompletionSchema)),
})
export type OfferedMethod = v.InferOutput<typeof OfferedMethodSchema>

const IdentifyStepSchema = v.strictObject({
  type: v.literal('identify'),
  identifiers: v.array(IdentifierKindSchema),
  /** The kind that stands first; the person can always switch to the other (WCAG 3.3.8). */
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
  /** When another code may be asked for; absent when none will be sent. */
  resendAt: v.optional(InstantSchema),
  /** Of contacts: how many codes were right, and how many are needed. Only right codes count up, so it does not reveal whether there are contacts. */
  contacts: v.optional(v.strictObject({ right: v.number(), needed: v.number() })),
  /** The question is answered on the page that the mail leads to, or on a device that is signed in, where this number is typed; a code typed here answers nothing. Everybody is shown one. */
  number: v.optional(v.number()),
  /** What a passkey signs: the same for accounts with a passkey, accounts without one, and unknown names. */
  options: v.optional(PasskeyQuestionSchema),
})

const DiagnosisStepSchema = v.strictObject({
  type: v.literal('diagnosis'),
  cause: CauseSchema,
  since: InstantSchema,
  remedies: v.array(RemedySchema),
  /** What brought it about: wrong passwords, the last one, and until when sign-in is closed if it still is. */
  wrongSignIns: v.optional(
    v.strictObject({
      count: v.number(),
      last: InstantSchema,
      /** Browsers, coarsely, the latest first. */
      from: v.optional(v.array(v.string())),
      until: v.optional(InstantSchema),
    }),
  ),
  /** What the account can be called at sign-in, masked; where that could be what is wrong. */
  names: v.optional(v.array(v.string())),
  /** Other services by which the person signs in, as the site calls them; where that could be the way. */
  signsInWith: v.optional(v.array(v.string())),
})

/** The door is shut; before the new password its owner reads what happened, and marks what was not theirs. */
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

/** Proven by the only address that hears of it: the person proves it again between these times and then chooses the new password. */
const WaitStepSchema = v.strictObject({ type: v.literal('wait'), readyAt: InstantSchema, until: InstantSchema })

const NewPasswordStepSchema = v.strictObject({
  type: v.literal('new-password'),
  /** Unicode code points. */
  minLength: v.number(),
  /** Unicode code points. */
  maxLength: v.number(),
  /** What the person typed to name the account, for the password manager's `username` field. */
  username: v.string(),
  /** How to create a passkey in place of the password; absent: this realm has no sign-in by passkey. */
  passkey: v.optional(PasskeyOptionsSchema),
})

const HelpStepSchema = v.strictObject({
  type: v.literal('help'),
  /** What the person can tell. */
  fields: v.array(v.picklist(helpFields)),
  support: SupportSchema,
  /** Something was proven, which is not enough for this account or this attempt, and nothing else can be asked for here. */
  halfProven: v.optional(v.literal(true)),
  /** What they may remember of the account; the realm's policy alone says which. Absent: nothing is asked. */
  evidence: v.optional(v.array(v.strictObject({ source: EvidenceNameSchema, asks: EvidenceKindSchema }))),
})

/** Of a practice run: it came to where a new password would be chosen, or to where only people could help. */
export const drillOutcomes = ['drill-passed', 'drill-stuck'] as const
export type DrillOutcome = (typeof drillOutcomes)[number]
// Written out, so that code that only checks a reply bundles nothing else.
export const outcomes = ['password-changed', 'passkey-made', 'unlocked', 'case-opened', 'drill-passed', 'drill-stuck'] as const
export type Outcome = (typeof outcomes)[number]
/** Somebody is back in, one way or another. */
export const recoveries = ['password-changed', 'passkey-made', 'unlocked'] as const satisfies readonly Outcome[]
const DoneStepSchema = v.strictObject({
  type: v.literal('done'),
  outcome: v.picklist(outcomes),
  reference: v.optional(v.string()),
  /** A saved code was used: how many are left on the sheet. */
  savedCodesLeft: v.optional(v.number()),
  /** Takes its place (NIST SP 800-63B-4 4.2.1.1): in the reply to the answer that ended the flow, and never again. */
  savedCode: v.optional(v.string()),
  /** How many existing passkeys still sign in to the account. */
  passkeys: v.optional(v.number()),
  /** New saved codes, shown only once: for a person who said that somebody else was in, and had saved codes. */
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
