/** Words around a time in Japanese. */
import type { TimeTexts } from '../contract/texts.ts'

export const time: TimeTexts = {
  justNow: 'たった今',
  inZone: (zone) => ` ${zone}`,
  inBrackets: (text) => `（${text}）`,
}
