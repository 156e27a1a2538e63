/** The words of this part, in each language. */
import type { Language } from '@regain/core'
import ar from '../languages/ar/rare.ts'
import de from '../languages/de/rare.ts'
import en from '../languages/en/rare.ts'
import ja from '../languages/ja/rare.ts'
import type { RareTexts } from '../languages/texts.ts'

export const rareTexts: Record<Language, RareTexts> = { en, de, ar, ja }

/** What to enter instead of a refused name or password. By reason, or by the code of a problem: no two are the same. */
export function refusalsIn(language: Language): Readonly<Record<string, string>> {
  const { identifierRefused, passwordRefused, news } = rareTexts[language]
  return { ...identifierRefused, ...passwordRefused, ...news }
}
