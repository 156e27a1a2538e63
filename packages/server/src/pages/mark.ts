/** The tick before the button of a mailed link: a scanner that presses every button does not tick first, and so changes nothing. */
import type { Context } from 'hono'
import { escapeHtml } from '../formats/escape-html.ts'
import { languageOf } from './language.ts'
import { button, news } from './text-page.ts'

const unmarkedTexts: Record<'en' | 'de' | 'ar' | 'ja', string> = {
  en: 'Nothing has happened yet. If the statement above the button is true, tick its box and press the button again.',
  de: 'Noch ist nichts geschehen. Wenn die Aussage über der Schaltfläche stimmt, kreuzen Sie sie an, und drücken Sie noch einmal auf die Schaltfläche.',
  ar: 'لم يحدث شيء بعد. ضع علامة في المربع فوق الزر إذا كان ما فيه صحيحًا، ثم اضغط الزر مرة أخرى.',
  ja: 'まだ何も起きていません。ボタンの上の項目がそのとおりであれば印を付けて、もう一度ボタンを押してください。',
}

/** Security: some mail scanners press buttons. Code that takes this form checks `isMarked` before anything else. */
export const markedButton = (label: string, mark: string, { fields = '', of = button } = {}): string =>
  of(
    label,
    `${fields}<p><label class="mark"><input type="checkbox" name="marked" value="yes" required><span>${escapeHtml(mark)}</span></label></p>`,
  )

export const isMarked = (form: Record<string, unknown>): boolean => form.marked === 'yes'

/** What the page says above itself when it is shown again. */
export function unmarked(c: Context): string {
  const language = languageOf(c)
  return news(Object.entries(unmarkedTexts).find(([name]) => name === language)?.[1] ?? unmarkedTexts.en)
}
