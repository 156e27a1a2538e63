/** Moments, spans and numbers, in the operator's language and time zone. */
import { preferences } from './preferences.svelte.ts'

const zone = () => (preferences.timeZone === 'UTC' ? { timeZone: 'UTC' } : {})

/** `at`: ms since the epoch, or ISO 8601. */
export const moment = (at: number | string): string =>
  new Intl.DateTimeFormat(preferences.language, { dateStyle: 'medium', timeStyle: 'medium', ...zone() }).format(new Date(at))

export const day = (at: number | string): string =>
  new Intl.DateTimeFormat(preferences.language, { dateStyle: 'medium', ...zone() }).format(new Date(at))

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** For the foot of a chart. */
export const shortDay = (at: number): string =>
  new Intl.DateTimeFormat(preferences.language, { day: 'numeric', month: 'short', ...zone() }).format(at)
/** Where days are counted in UTC, and the page says so. */
export const utcDay = (at: number): string =>
  new Intl.DateTimeFormat(preferences.language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at)
export const hourOf = (at: number): string =>
  new Intl.DateTimeFormat(preferences.language, { hour: '2-digit', minute: '2-digit', ...zone() }).format(at)

/** "3 minutes ago", "in 2 hours". */
export function distance(at: number | string, now: number): string {
  const ms = new Date(at).getTime() - now
  const [unit, size] = units.find(([, length]) => Math.abs(ms) >= length) ?? units[3]
  return new Intl.RelativeTimeFormat(preferences.language, { numeric: 'auto' }).format(Math.trunc(ms / size), unit)
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
    .map(([unit, size]) => {
      const count = Math.floor(left / size)
      left -= count * size
      return new Intl.NumberFormat(preferences.language, { style: 'unit', unit, unitDisplay: 'short' }).format(count)
    })
    .join(' ')
}

export const count = (value: number): string => new Intl.NumberFormat(preferences.language).format(value)
export const percent = (share: number): string =>
  new Intl.NumberFormat(preferences.language, { style: 'percent', maximumFractionDigits: 1 }).format(share)

/** Of two letters (ISO 3166-1). */
export const countryName = (code: string): string =>
  (/^[A-Z]{2}$/.test(code) && new Intl.DisplayNames(preferences.language, { type: 'region' }).of(code)) || code

/** Bidi and other invisible characters of stored text, made visible: they could turn a line around (ADMIN-01). */
export const visible = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (sign) => `\u27e8U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`,
  )

/** What stands in a `datetime-local` field, in ms; the field means the operator's time zone. NaN: nothing that is a moment. */
export const typedMoment = (typed: string): number => Date.parse(preferences.timeZone === 'UTC' ? `${typed}Z` : typed)

/** The other way round, to the minute. */
export function asTyped(at: number): string {
  const shift = preferences.timeZone === 'UTC' ? 0 : new Date(at).getTimezoneOffset() * 60_000
  return new Date(at - shift).toISOString().slice(0, 16)
}
