import type { Language } from '@regain/core'
import { languageFor } from '@regain/core'
import { describe, expect, it } from 'vitest'
import { sayTime } from './say-time.ts'

const AT = Date.UTC(2026, 10, 24, 8, 41)
const [MINUTE, HOUR] = [60_000, 3_600_000]
// ICU puts a narrow no-break space before AM.
const say = (language: Language, timeZone?: string, now?: number, at = AT) =>
  sayTime(at, { language, timeZone, now }).replace(/[\u202f\u00a0]/g, ' ')

describe('a time in a message', () => {
  it('is given in the time zone of a place, in each language', () => {
    expect(say('en', 'Europe/Berlin', AT + 10 * MINUTE)).toBe('November 24, 2026 at 9:41 AM in Berlin (10 minutes ago)')
    expect(say('de', 'Europe/Berlin', AT + 10 * MINUTE)).toBe('24. November 2026 um 09:41, Mitteleuropäische Zeit (vor 10 Minuten)')
    expect(say('ar', 'Asia/Riyadh', AT + 10 * MINUTE)).toBe('24 نوفمبر 2026 في 11:41 ص، التوقيت العربي الرسمي (قبل 10 دقائق)')
    expect(say('ja', 'Asia/Tokyo', AT + 10 * MINUTE)).toBe('2026年11月24日 17:41 日本標準時（10 分前）')
    expect(say('en', 'America/Argentina/Buenos_Aires')).toBe('November 24, 2026 at 5:41 AM in Buenos Aires')
    expect(say('en', 'Asia/Calcutta')).toBe('November 24, 2026 at 2:11 PM in Calcutta')
  })

  it('is given in UTC, with how long ago it was, if the place is unknown', () => {
    expect(say('en', undefined, AT + 10 * MINUTE)).toBe('November 24, 2026 at 8:41 AM UTC (10 minutes ago)')
    for (const zone of ['UTC', 'Etc/UTC', 'GMT', 'Pacific/Not_Known_Here', 'nonsense', ''])
      expect(say('en', zone), zone).toBe('November 24, 2026 at 8:41 AM UTC')
    expect(say('en', 'Etc/GMT-3')).toBe('November 24, 2026 at 11:41 AM, GMT+03:00')
  })

  it.each([
    [0, 'just now'],
    [-59_000, 'just now'],
    [-MINUTE, '1 minute ago'],
    [-119 * MINUTE, '119 minutes ago'],
    [-2 * HOUR, '2 hours ago'],
    [-47 * HOUR, '47 hours ago'],
    [-72 * HOUR, '3 days ago'],
    [30_000, undefined],
    [10 * MINUTE, 'in 10 minutes'],
    [24 * HOUR, 'in 24 hours'],
    [72 * HOUR, 'in 3 days'],
  ])('%d ms away is "%s"', (away, words) => {
    const there = 'November 24, 2026 at 9:41 AM in Berlin'
    expect(say('en', 'Europe/Berlin', AT - away)).toBe(words === undefined ? there : `${there} (${words})`)
  })
})

describe('the language of a message', () => {
  it('is the first requested language that we have, and English after all of them', () => {
    expect(languageFor('und', 'ja')).toBe('ja')
    expect(languageFor('fr', 'de-CH')).toBe('de')
    expect(languageFor('AR-eg', 'de')).toBe('ar')
    expect(languageFor('en-GB', 'ja')).toBe('en')
    expect(languageFor(undefined, null, '')).toBe('en')
    expect(languageFor('und', 'sw')).toBe('en')
  })
})
