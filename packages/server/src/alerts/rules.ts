/** The rules for alerts with their numbers and the sources of these, and how owners want to be notified. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Reader } from '../db/database.ts'
import { meta } from '../db/schema.ts'

/** What is counted in a window and beside the same hours of the days before. */
const spikeRules = [
  'starts',
  'unknown-names',
  'password-spray',
  'failed-codes',
  'sms-prefix',
  'many-accounts',
  'foreign-page',
  'unmasked',
] as const
/** What is wrong or is not. */
const faultRules = ['delivery-failing', 'record-broken', 'contact-of-many'] as const
export const alertRules = [...spikeRules, ...faultRules] as const
export type SpikeRule = (typeof spikeRules)[number]
export type AlertRule = (typeof alertRules)[number]

/** Short enough to alert while it happens, long enough that one busy minute does not; the limits count in ten minutes, too. */
export const WINDOW_MS = 600_000

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
const fault = () => v.optional(v.strictObject({ on: v.boolean(), urgent: v.boolean() }), { on: true, urgent: true })
const spike = (least: number, { times = 4, urgent = false } = {}) =>
  v.optional(
    v.strictObject({
      on: v.boolean(),
      /** Mail goes out in quiet hours, too. */
      urgent: v.boolean(),
      /** Counts up to this number in a window never ring, however low the usual number is. */
      least: whole(1, 1_000_000),
      /** Counts up to this multiple of the usual number never ring. */
      times: whole(2, 100),
    }),
    { on: true, urgent, least, times },
  )

const RulesSchema = v.strictObject({
  // One every ten seconds. Four times: a Poisson count of ten or more passes four times its mean less than once in a million windows.
  'starts': spike(60),
  // Half of what `limits.identifyPerAddress` lets through: rings before the limit does the whole work.
  'unknown-names': spike(10),
  // A fifth of what `limits.signInPerAddress` lets through: in ten minutes no household mistypes twenty names, and an office is measured against its own past.
  'password-spray': spike(20),
  // One guess at each of many accounts must ring long before a hit is likely: thirty guesses at six digits hit once in thirty thousand.
  'failed-codes': spike(30),
  // Below `limits.smsPerPrefix`, which drops messages silently; each message costs money, so this cannot wait for the morning.
  'sms-prefix': spike(20, { urgent: true }),
  // As many as the warning sign needs in a day (ADR 1019). An attacker who relays codes empties one account after the other, so this cannot wait for the morning.
  'many-accounts': spike(5, { urgent: true }),
  // A developer's tests on their own machine are not counted; a page that lures people is opened more often than this.
  'foreign-page': spike(3),
  // Half of what one operator may read in a day without proving each time who they are (`unmaskedPerOperatorDaily`).
  'unmasked': spike(10),
  'delivery-failing': fault(),
  'record-broken': fault(),
  'contact-of-many': fault(),
})

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const isZone = (name: string): boolean => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

export const SettingsSchema = v.strictObject({
  rules: v.optional(RulesSchema, {}),
  /** Mail waits until they end, unless the rule is urgent. Null: none. */
  quiet: v.optional(
    v.nullable(
      v.strictObject({
        from: v.pipe(v.string(), v.regex(TIME)),
        until: v.pipe(v.string(), v.regex(TIME)),
        timeZone: v.pipe(v.string(), v.maxLength(64), v.check(isZone, 'is no time zone')),
      }),
    ),
    null,
  ),
  /** While an alert is on and nobody has acknowledged it. */
  reminderHours: v.optional(whole(1, 168), 6),
  /** To each owner. Urgent ones count separately, so that noise cannot suppress them. */
  mailsPerDay: v.optional(whole(1, 100), 10),
})
export type AlertSettings = v.InferOutput<typeof SettingsSchema>

/** The row of `meta` that holds them. */
export const SETTINGS = 'alert-settings'

const KeptSchema = v.object({ version: v.number(), settings: SettingsSchema })

export async function readAlertSettings(from: Pick<Reader, 'select'>): Promise<v.InferOutput<typeof KeptSchema>> {
  const [row] = await from.select().from(meta).where(eq(meta.name, SETTINGS))
  return v.parse(KeptSchema, row ? JSON.parse(row.value) : { version: 0, settings: {} })
}

/** Hours that end on the next day go over midnight; those that end when they begin are none. */
export function isQuiet(quiet: AlertSettings['quiet'], now: number): boolean {
  if (quiet === null) return false
  const { timeZone, from, until } = quiet
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now)
  return from <= until ? from <= time && time < until : from <= time || time < until
}
