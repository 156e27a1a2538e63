/** The words of this part, in each language; among them what to write in place of a name that can't be read, or of a password that is guessed early. */
import type { WaysTexts } from '../texts/texts.ts'

const texts = import.meta.glob<WaysTexts>('../texts/??.ts', { query: '?ways', import: 'default', eager: true })

export const wordsIn = (language: string): WaysTexts | undefined => texts[`../texts/${language}.ts`]
/** By reason, or by the code of a problem: no two share one. */
export const refusalsIn = (language: string): Readonly<Record<string, string>> => ({
  ...wordsIn(language)?.identifierRefused,
  ...wordsIn(language)?.passwordRefused,
  ...wordsIn(language)?.news,
})
