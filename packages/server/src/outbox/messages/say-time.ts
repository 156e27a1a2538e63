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

/** A page names its time zone in any spelling, so there is a bound. */
const MOST_KEPT = 50

/** Making a formatter takes far longer than using it: the last ones are kept. */
function kept<Words extends readonly string[], Made>(make: (...words: Words) => Made): (...words: Words) => Made {
  const made = new Map<string, Made>()
  return (...words) => {
    const key = words.join(' ')
    const one = made.get(key) ?? make(...words)
    made.delete(key)
    made.set(key, one)
    for (const [oldest] of made) if (made.size > MOST_KEPT) made.delete(oldest)
    return one
  }
}

const clockOf = kept(
  (language: Language, timeZone: string) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }),
)
const zoneNameOf = kept(
  (language: Language, timeZone: string) => new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' }),
)
const agoIn = kept((language: Language) => new Intl.RelativeTimeFormat(language, { numeric: 'always' }))

/** `November 24, 2026 at 9:41 AM in Berlin (10 minutes ago)`. */
export function sayTime(at: number, { language, timeZone, now }: TimeReader): string {
  const zone = timeZone !== undefined && isTimeZone(timeZone) ? timeZone : 'UTC'
  const there = `${clockOf(language, zone).format(at)}${place(at, language, zone)}`
  const away = now === undefined ? undefined : distance(at - now, language)
  return away === undefined ? there : there + textsFor(language).time.inBrackets(away)
}

/** A browser may know a time zone that is newer than our data. Its person reads UTC. */
const isTimeZone = kept((name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
})

/** Only English can use the city in the zone's name; other languages have other words for a zone. */
function place(at: number, language: Language, zone: string): string {
  if (/^(Etc\/)?(UTC|UCT|Universal|Zulu|GMT|Greenwich)$/.test(zone)) return ' UTC'
  const city = /^(?!Etc\/)[A-Z][a-z]+\/(?:.*\/)?([^/]+)$/.exec(zone)?.[1]
  const { inCity, inZone } = textsFor(language).time
  return inCity && city !== undefined ? inCity(city.replaceAll('_', ' ')) : inZone(zoneName(at, language, zone))
}

const zoneName = (at: number, language: Language, timeZone: string): string =>
  zoneNameOf(language, timeZone)
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone

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
  return agoIn(language).format(Math.sign(ms) * Math.floor(Math.abs(ms) / long), unit)
}
