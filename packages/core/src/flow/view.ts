/** The bodies of the widget's HTTP calls. */
import * as v from 'valibot'
import { CaptchaKindSchema } from '../policy/captcha.ts'
import { NewsSchema } from '../problems.ts'
import { ReasonSchema } from './reason.ts'
import { InstantSchema, StepSchema } from './step.ts'
import { SupportSchema } from './support.ts'

export const FlowViewSchema = v.strictObject({ id: v.string(), reason: ReasonSchema, expiresAt: InstantSchema, step: StepSchema })
export type FlowView = v.InferOutput<typeof FlowViewSchema>

export const FlowReplySchema = v.strictObject({ flow: FlowViewSchema, problem: v.optional(NewsSchema) })
export type FlowReply = v.InferOutput<typeof FlowReplySchema>

export const StartedReplySchema = v.strictObject({ flow: FlowViewSchema, token: v.string() })
export type StartedReply = v.InferOutput<typeof StartedReplySchema>

export const SiteKeySchema = v.pipe(v.string(), v.regex(/^pk_[A-Za-z0-9_-]{16,64}$/))
export const LocaleSchema = v.pipe(v.string(), v.maxLength(35), v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/))

const AREAS = /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\//

/** IANA name, as browsers send it. A zone that our own data lacks is accepted if its area is known, because a browser may be newer than the server. */
function isTimeZone(name: string): boolean {
  try {
    return AREAS.test(name) || new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
export const TimeZoneSchema = v.pipe(
  v.string(),
  v.maxLength(64),
  v.regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/, 'must be an IANA time zone such as Europe/Berlin'),
  v.check(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
)

/** The key of a link, or of a signed-in person's page, which names the account. It replaces the site's key. */
export const linkKinds = ['undo', 'case', 'drill'] as const
export type LinkKind = (typeof linkKinds)[number]
const StartKeySchema = v.pipe(v.string(), v.regex(/^(pk|undo|case|drill)_[A-Za-z0-9_-]{16,64}$/))

/** What a sign-in returned for this browser to keep. */
export const DeviceTokenSchema = v.pipe(v.string(), v.maxLength(64))

export const StartRequestSchema = v.strictObject({
  site: StartKeySchema,
  reason: ReasonSchema,
  locale: v.optional(LocaleSchema),
  timeZone: v.optional(TimeZoneSchema),
  /** From `POST /v1/sign-ins` or `POST /v1/accounts/{accountId}/familiar-devices`, if somebody signed in with this browser before. The reply doesn't show whether it is valid. */
  device: v.optional(DeviceTokenSchema),
})
export const CaptchaRequestSchema = v.strictObject({ site: SiteKeySchema, kind: v.optional(CaptchaKindSchema) })

/** An ALTCHA v2 challenge, as altcha-lib 2 creates it and `solveChallenge` takes it. */
const ProofOfWorkChallengeSchema = v.object({
  parameters: v.looseObject({
    algorithm: v.string(),
    nonce: v.string(),
    salt: v.string(),
    cost: v.number(),
    keyLength: v.number(),
    keyPrefix: v.string(),
  }),
  signature: v.optional(v.string()),
})

export const CaptchaReplySchema = v.variant('kind', [
  v.strictObject({ id: v.string(), expiresAt: InstantSchema, kind: v.literal('proof-of-work'), challenge: ProofOfWorkChallengeSchema }),
  v.strictObject({
    id: v.string(),
    expiresAt: InstantSchema,
    kind: v.literal('characters'),
    /** A PNG as a data URL. */
    image: v.string(),
    /** A WAV as a data URL. */
    audio: v.string(),
  }),
])
export type CaptchaReply = v.InferOutput<typeof CaptchaReplySchema>

const RoomSchema = v.array(v.strictObject({ most: v.number(), seconds: v.number() }))

/** The public settings of a site. */
export const SiteViewSchema = v.strictObject({
  name: v.string(),
  reasons: v.array(ReasonSchema),
  locales: v.array(v.string()),
  support: SupportSchema,
  password: v.strictObject({ minLength: v.number(), maxLength: v.number() }),
  captcha: CaptchaKindSchema,
  /** What happens to a requested message. Depends on the realm's policy, so it is the same for every name. */
  sending: v.strictObject({
    /** Seconds without a message after which another try is worthwhile. */
    waitSeconds: v.number(),
    /** How many messages one address gets in how many seconds, the shortest period first. Further ones are silently not sent. */
    code: RoomSchema,
    /** The same for mails that ask for approval. */
    approval: RoomSchema,
  }),
})
export type SiteView = v.InferOutput<typeof SiteViewSchema>
