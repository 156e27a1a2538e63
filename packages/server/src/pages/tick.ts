/** The tick before the button of a mailed link: a scanner that presses every button doesn't tick first, and so changes nothing. */
import type { Context } from 'hono'
import { escapeHtml } from '../formats/escape-html.ts'
import { textsFor } from '../texts/texts-for.ts'
import { languageOf } from './language.ts'
import { button, news } from './text-page.ts'

/** Security: some mail scanners press buttons. Code that takes this form checks `isTicked` before anything else. */
export const buttonWithTick = (label: string, mark: string, { fields = '', of = button } = {}): string =>
  of(
    label,
    `${fields}<p><label class="mark"><input type="checkbox" name="marked" value="yes" required><span>${escapeHtml(mark)}</span></label></p>`,
  )

export const isTicked = (form: Record<string, unknown>): boolean => form.marked === 'yes'

/** The message above the page when it is shown again. */
export function askForTick(c: Context): string {
  return news(textsFor(languageOf(c)).pages.unmarked)
}
