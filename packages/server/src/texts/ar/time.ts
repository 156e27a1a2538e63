/** Words around a time in Arabic. */
import type { TimeTexts } from '../contract/texts.ts'

export const time: TimeTexts = {
  justNow: 'الآن',
  inZone: (zone) => `، ${zone}`,
  inBrackets: (text) => ` (${text})`,
}
