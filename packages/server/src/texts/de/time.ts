/** Words around a time in German. */
import type { TimeTexts } from '../contract/texts.ts'

export const time: TimeTexts = {
  justNow: 'gerade eben',
  inZone: (zone) => `, ${zone}`,
  inBrackets: (text) => ` (${text})`,
}
