/** Formats times, durations and numbers in the operator's language and time zone. */
import { preferences } from './preferences.svelte.ts'

const zone = () => (preferences.timeZone === 'UTC' ? { timeZone: 'UTC' } : {})

/** Creates a formatter once for a language and time zone: creating one costs more than everything a page formats with it. */
function kept<Formatter>(make: (language: string) => Formatter): () => Formatter {
  let madeFor = ''
  let made: Formatter
  return () => {
    const wanted = `${preferences.language} ${preferences.timeZone}`
    if (madeFor !== wanted) made = make(preferences.language)
    madeFor = wanted
    return made
  }
}
const dates = (options: Intl.DateTimeFormatOptions) => kept((language) => new Intl.DateTimeFormat(language, { ...options, ...zone() }))
const numbers = (options: Intl.NumberFormatOptions) => kept((language) => new Intl.NumberFormat(language, options))

const moments = dates({ dateStyle: 'medium', timeStyle: 'medium' })
const days = dates({ dateStyle: 'medium' })
const shortDays = dates({ day: 'numeric', month: 'short' })
const utcDays = kept((language) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }))
const hours = dates({ hour: '2-digit', minute: '2-digit' })
const distances = kept((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))
const counts = numbers({})
const percents = numbers({ style: 'percent', maximumFractionDigits: 1 })
const countries = kept((language) => new Intl.DisplayNames(language, { type: 'region' }))

/** `at`: ms since the epoch, or ISO 8601. */
export const moment = (at: number | string): string => moments().format(new Date(at))
export const day = (at: number | string): string => days().format(new Date(at))
/** For the axis of a chart. */
export const shortDay = (at: number): string => shortDays().format(at)
/** For days that are counted in UTC; the page says so. */
export const utcDay = (at: number): string => utcDays().format(at)
export const hourOf = (at: number): string => hours().format(at)

const lengths = (unit: string) => numbers({ style: 'unit', unit, unitDisplay: 'short' })
const units = [
  ['day', 86_400_000, lengths('day')],
  ['hour', 3_600_000, lengths('hour')],
  ['minute', 60_000, lengths('minute')],
  ['second', 1000, lengths('second')],
] as const

/** "3 minutes ago", "in 2 hours". */
export function distance(at: number | string, now: number): string {
  const ms = new Date(at).getTime() - now
  const [unit, size] = units.find(([, length]) => Math.abs(ms) >= length) ?? units[3]
  return distances().format(Math.trunc(ms / size), unit)
}

/** The largest unit and the one below it: "2 h 5 min". */
export function span(ms: number): string {
  const at = Math.max(
    0,
    units.findIndex(([, size]) => ms >= size),
  )
  const parts = ms < 1000 ? [units[3]] : units.slice(at, at + 2)
  let left = ms
  return parts
    .map(([, size, said]) => {
      const count = Math.floor(left / size)
      left -= count * size
      return said().format(count)
    })
    .join(' ')
}

export const count = (value: number): string => counts().format(value)
export const percent = (share: number): string => percents().format(share)

/** For a country code of two letters (ISO 3166-1). */
export const countryName = (code: string): string => (/^[A-Z]{2}$/.test(code) && countries().of(code)) || code

/** Makes bidirectional and other invisible characters of stored text visible: they could reverse the order of a line. */
export const visible = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (sign) => `\u27e8U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`,
  )

/** The value of a `datetime-local` field in ms, read in the operator's time zone. NaN: not a valid time. */
export const typedMoment = (typed: string): number => Date.parse(preferences.timeZone === 'UTC' ? `${typed}Z` : typed)

/** The reverse, to the minute. */
export function asTyped(at: number): string {
  const shift = preferences.timeZone === 'UTC' ? 0 : new Date(at).getTimezoneOffset() * 60_000
  return new Date(at - shift).toISOString().slice(0, 16)
}
