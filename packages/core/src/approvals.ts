/** What a signed-in device learns of attempts at its own account, and what it answers. */
import * as v from 'valibot'
import { InstantSchema } from './flow/step.ts'
import { APPROVAL_NUMBERS } from './methods/email-approval/index.ts'

/** What the site says of the device: since when it is signed in there. */
export const DeviceSchema = v.strictObject({ signedInAt: InstantSchema })

const AsksViewSchema = v.strictObject({
  /** The site's name. */
  site: v.string(),
  /** When this way in ends; the site opens another one. */
  expiresAt: InstantSchema,
  /** The device signed in too recently: it gets no request before then. */
  asksFrom: v.optional(InstantSchema),
  /** The oldest first. */
  asks: v.array(
    v.strictObject({
      id: v.string(),
      /** When the attempt was begun. */
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
/** The number on the screen of the attempt, or that it is somebody else's. */
export const AskAnswerSchema = v.union([
  v.strictObject({ id, number: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max)) }),
  v.strictObject({ id, stranger: v.literal(true) }),
])
export type AskAnswer = v.InferOutput<typeof AskAnswerSchema>

/** `gone`: it was answered, or its time is over. */
export const askOutcomes = ['approved', 'other-number', 'denied', 'gone'] as const
export const AsksReplySchema = v.strictObject({ device: AsksViewSchema, came: v.optional(v.picklist(askOutcomes)) })
export type AsksReply = v.InferOutput<typeof AsksReplySchema>

/** How the token of such a device begins: `<regain-security>` shows what it is asked, and nothing else. */
export const DEVICE_TOKEN = 'device_'
