/** What the browser sends. Unknown properties, wrong types and over-long strings are refused before anything is looked up. */
import * as v from 'valibot'
import { bySource, EVIDENCE_LENGTH } from '../evidence/index.ts'
import { AssertionSchema, AttestationSchema } from '../methods/passkey/credential.ts'
import { RemedySchema } from './diagnosis.ts'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const wellFormed = <Max extends number>(max: Max) =>
  v.pipe(
    text(max),
    v.check((value) => !/\p{Surrogate}/u.test(value), 'must be well-formed Unicode'),
  )

/** What altcha-lib's `solveChallenge` returns, or the characters as typed. */
const CaptchaSolutionSchema = v.union([
  wellFormed(32),
  v.strictObject({ counter: v.pipe(v.number(), v.integer(), v.minValue(0)), derivedKey: text(256), time: v.optional(v.number()) }),
])
export type CaptchaSolution = v.InferOutput<typeof CaptchaSolutionSchema>

const IdentifyAnswerSchema = v.strictObject({
  type: v.literal('identify'),
  /** At most 254 characters: RFC 5321 4.5.3.1.3, the longest address that can be mailed. */
  identifier: v.pipe(wellFormed(254), v.minLength(1)),
  captcha: v.strictObject({ id: v.pipe(text(2048), v.minLength(1)), solution: CaptchaSolutionSchema }),
})
const ChooseMethodAnswerSchema = v.strictObject({
  type: v.literal('choose-method'),
  ref: v.pipe(text(64), v.minLength(1)),
  complete: v.optional(wellFormed(254)),
})
const ChallengeAnswerSchema = v.strictObject({
  type: v.literal('challenge'),
  /** Digits of any script; other characters around them are ignored. Saved codes: their own characters, in any case. */
  code: v.pipe(wellFormed(64), v.minLength(1)),
})
/** The same answer, signed by an authenticator instead of typed by a person. */
const SignedAnswerSchema = v.strictObject({ type: v.literal('challenge'), credential: AssertionSchema })
const NewPasswordAnswerSchema = v.strictObject({
  type: v.literal('new-password'),
  /** Never truncated: the policy refuses a password that is too long, with a sentence. */
  password: wellFormed(4096),
})
/** In place of a password: the credential that the authenticator created. */
const NewPasskeyAnswerSchema = v.strictObject({ type: v.literal('new-passkey'), credential: AttestationSchema })
/** In a review: the `ref` of each change that was not the owner's. Later changes are undone with the first of these. */
const ReviewAnswerSchema = v.strictObject({
  type: v.literal('review'),
  notMine: v.pipe(v.array(v.pipe(text(64), v.minLength(1))), v.maxLength(100)),
})
const RemedyAnswerSchema = v.strictObject({
  type: v.literal('remedy'),
  remedy: RemedySchema,
})
/** The text of a case, for the operators who decide it. */
export const helpFields = ['contact', 'whatHappened', 'lastSignIn'] as const
export type HelpField = (typeof helpFields)[number]
/** Code points: as much as an operator reads with care. */
export const helpLengths: Record<HelpField, number> = { contact: 254, whatHappened: 2000, lastSignIn: 200 }
const HelpAnswerSchema = v.strictObject({
  type: v.literal('help'),
  /** An email address or phone number at which the person can be reached now. */
  contact: v.pipe(wellFormed(helpLengths.contact), v.minLength(1)),
  whatHappened: v.pipe(wellFormed(helpLengths.whatHappened), v.minLength(1)),
  /** When and where they last signed in, as far as they remember. */
  lastSignIn: v.optional(wellFormed(helpLengths.lastSignIn)),
  /** What they remember of the account, if the step asks for it. Each answer is graded at once and not stored. */
  evidence: v.optional(v.strictObject(bySource(() => v.optional(wellFormed(EVIDENCE_LENGTH))))),
})
const bare = <Type extends string>(type: Type) => v.strictObject({ type: v.literal(type) })
const ResendAnswerSchema = bare('resend')
const BackAnswerSchema = bare('back')
/** In a diagnosis: looks again, because somebody may have fixed the cause. */
const LookAgainAnswerSchema = bare('look-again')
const NoMethodAnswerSchema = bare('no-method')
const CancelAnswerSchema = bare('cancel')

export const AnswerSchema = v.variant('type', [
  IdentifyAnswerSchema,
  ChooseMethodAnswerSchema,
  ChallengeAnswerSchema,
  SignedAnswerSchema,
  NewPasswordAnswerSchema,
  NewPasskeyAnswerSchema,
  ReviewAnswerSchema,
  RemedyAnswerSchema,
  LookAgainAnswerSchema,
  HelpAnswerSchema,
  ResendAnswerSchema,
  BackAnswerSchema,
  NoMethodAnswerSchema,
  CancelAnswerSchema,
])
export type Answer = v.InferOutput<typeof AnswerSchema>
export type AnswerType = Answer['type']
export type AnswerOf<Type extends AnswerType> = Extract<Answer, { type: Type }>
