/** What a signed-in device learns of attempts at its own account, and what it answers. */
import * as v from 'valibot'
import { InstantSchema } from './flow/step.ts'
import { APPROVAL_NUMBERS } from './methods/email-approval/index.ts'

/** What the site says about the device: when it was signed in there, in ms. */
export const DeviceSchema = v.strictObject({ signedInAt: InstantSchema })

const AsksViewSchema = v.strictObject({
  /** The site's name. */
  site: v.string(),
  /** When this token expires; the site can request another one. */
  expiresAt: InstantSchema,
  /** The device signed in too recently: before this time it gets no request. */
  asksFrom: v.optional(InstantSchema),
  /** The oldest first. */
  asks: v.array(
    v.strictObject({
      id: v.string(),
      /** When the attempt began. */
      at: InstantSchema,
      /** Coarse, e.g. "Firefox on Linux". */
      browser: v.optional(v.string()),
      /** ISO 3166-1 alpha-2. */
      country: v.optional(v.string()),
    }),
  ),
})
export type AsksView = v.InferOutput<typeof AsksViewSchema>

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64))
const { max } = APPROVAL_NUMBERS
/** The number on the screen of the attempt, or that the attempt is somebody else's. */
export const AskAnswerSchema = v.union([
  v.strictObject({ id, number: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max)) }),
  v.strictObject({ id, stranger: v.literal(true) }),
])
export type AskAnswer = v.InferOutput<typeof AskAnswerSchema>

/** `gone`: it was answered, or has expired. */
export const askOutcomes = ['approved', 'other-number', 'denied', 'gone'] as const
export const AsksReplySchema = v.strictObject({ device: AsksViewSchema, came: v.optional(v.picklist(askOutcomes)) })
export type AsksReply = v.InferOutput<typeof AsksReplySchema>

/** The prefix of such a device's token: `<regain-security>` shows the device's requests, and nothing else. */
export const DEVICE_TOKEN = 'device_'
