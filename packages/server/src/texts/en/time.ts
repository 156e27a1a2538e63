/** Words around a time in English. */
import type { TimeTexts } from '../contract/texts.ts'

export const time: TimeTexts = {
  justNow: 'just now',
  inZone: (zone) => `, ${zone}`,
  inCity: (city) => ` in ${city}`,
  inBrackets: (text) => ` (${text})`,
}
