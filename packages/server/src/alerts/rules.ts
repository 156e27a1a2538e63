/** The rules for alerts, their numbers with sources, and how owners want to be notified. */
import * as v from 'valibot'
import type { Reader } from '../db/database.ts'
import { storedJson } from '../db/stored-value.ts'

/** Counted in a window, and compared with the same hours of the days before. */
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
/** True or false at any moment. */
const faultRules = ['delivery-failing', 'record-broken', 'contact-of-many'] as const
export const alertRules = [...spikeRules, ...faultRules] as const
export type SpikeRule = (typeof spikeRules)[number]
export type AlertRule = (typeof alertRules)[number]

/** Short enough to alert while it happens, long enough that one busy minute does not. The rate limits count in ten minutes, too. */
export const WINDOW_MS = 600_000

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
const fault = () => v.optional(v.strictObject({ on: v.boolean(), urgent: v.boolean() }), { on: true, urgent: true })
const spike = (least: number, { times = 4, urgent = false } = {}) =>
  v.optional(
    v.strictObject({
      on: v.boolean(),
      /** Mail is sent even in quiet hours. */
      urgent: v.boolean(),
      /** Counts up to this number never trigger the rule, however low the usual number is. */
      least: whole(1, 1_000_000),
      /** Counts up to this multiple of the usual number never trigger the rule. */
      times: whole(2, 100),
    }),
    { on: true, urgent, least, times },
  )

const RulesSchema = v.strictObject({
  // One every ten seconds. Four times: a Poisson count of ten or more exceeds four times its mean less than once in a million windows.
  'starts': spike(60),
  // Half of what `limits.identifyPerAddress` allows: alerts before the limit is reached.
  'unknown-names': spike(10),
  // A fifth of what `limits.signInPerAddress` allows: no household mistypes twenty names in ten minutes, and an office is compared with its own past.
  'password-spray': spike(20),
  // One guess at each of many accounts must alert long before one is likely to be right: thirty guesses at six digits hit once in thirty thousand times.
  'failed-codes': spike(30),
  // Below `limits.smsPerPrefix`, which drops messages silently. Each message costs money, so this can't wait until morning.
  'sms-prefix': spike(20, { urgent: true }),
  // As many as the warning sign needs in a day (ADR 1019). An attacker who relays codes takes one account after the other, so this can't wait until morning.
  'many-accounts': spike(5, { urgent: true }),
  // A developer's tests on their own machine are not counted. A phishing page is opened more often than this.
  'foreign-page': spike(3),
  // Half of what one operator may read in a day without proving who they are each time (`unmaskedPerOperatorDaily`).
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
  /** Mail waits until they end, unless the rule is urgent. Null: no quiet hours. */
  quiet: v.optional(
    v.nullable(
      v.strictObject({
        from: v.pipe(v.string(), v.regex(TIME)),
        until: v.pipe(v.string(), v.regex(TIME)),
        timeZone: v.pipe(v.string(), v.maxLength(64), v.check(isZone, 'is not a time zone')),
      }),
    ),
    null,
  ),
  /** While an alert is open and nobody has acknowledged it. */
  reminderHours: v.optional(whole(1, 168), 6),
  /** Limits per owner. Urgent mails count separately, so that others can't suppress them. */
  mailsPerDay: v.optional(whole(1, 100), 10),
})
export type AlertSettings = v.InferOutput<typeof SettingsSchema>

const KeptSchema = v.object({ version: v.number(), settings: SettingsSchema })
export const alertSettings = storedJson('alert-settings', (json) => v.parse(KeptSchema, json))

export const readAlertSettings = async (from: Pick<Reader, 'select'>): Promise<v.InferOutput<typeof KeptSchema>> =>
  (await alertSettings.read(from)) ?? v.parse(KeptSchema, { version: 0, settings: {} })

/** Hours that end before they begin go over midnight; equal ones mean no quiet hours. */
export function isQuiet(quiet: AlertSettings['quiet'], now: number): boolean {
  if (quiet === null) return false
  const { timeZone, from, until } = quiet
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now)
  return from <= until ? from <= time && time < until : from <= time || time < until
}
