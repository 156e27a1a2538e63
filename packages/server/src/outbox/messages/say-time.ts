/** Writes a time so that it is clear anywhere: in a named time zone, and relative to now. */
import type { Language } from '@regain/core'
import { textsFor } from '../../texts/texts-for.ts'

export interface TimeReader {
  language: Language
  /** IANA name of the time zone of the browser in which it began. Absent: UTC. */
  timeZone?: string | undefined
  /** When the text is read, or leaves, in ms. Absent: the relative time is left out. */
  now?: number | undefined
}

/** `November 24, 2026 at 9:41 AM in Berlin (10 minutes ago)`. */
export function sayTime(at: number, { language, timeZone, now }: TimeReader): string {
  const zone = timeZone !== undefined && isTimeZone(timeZone) ? timeZone : 'UTC'
  const clock = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(at)
  const there = `${clock}${place(at, language, zone)}`
  const away = now === undefined ? undefined : distance(at - now, language)
  return away === undefined ? there : there + textsFor(language).time.inBrackets(away)
}

/** A browser may know a time zone that is newer than our data. Its person reads UTC. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Only English can use the city in the zone's name; other languages have other words for a zone. */
function place(at: number, language: Language, zone: string): string {
  if (/^(Etc\/)?(UTC|UCT|Universal|Zulu|GMT|Greenwich)$/.test(zone)) return ' UTC'
  const city = /^(?!Etc\/)[A-Z][a-z]+\/(?:.*\/)?([^/]+)$/.exec(zone)?.[1]
  const { inCity, inZone } = textsFor(language).time
  return inCity && city !== undefined ? inCity(city.replaceAll('_', ' ')) : inZone(zoneName(at, language, zone))
}

const zoneName = (at: number, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(at).find(({ type }) => type === 'timeZoneName')
    ?.value ?? timeZone

const MINUTE = 60_000
const steps = [
  ['day', 1440 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const

/** Undefined: it is now, give or take, and in the future. */
function distance(ms: number, language: Language): string | undefined {
  // Whole units, at least two of them except for minutes: "1 day" would be a poor description of 47 hours.
  const [unit, long] = steps.find(([name, length]) => Math.abs(ms) >= (name === 'minute' ? length : 2 * length)) ?? []
  if (unit === undefined) return ms > 0 ? undefined : textsFor(language).time.justNow
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(Math.sign(ms) * Math.floor(Math.abs(ms) / long), unit)
}
