/** The words of this part, in each language; among them what to write in place of a name that can't be read. */
import type { WaysTexts } from '../texts/texts.ts'

const texts = import.meta.glob<WaysTexts>('../texts/??.ts', { query: '?ways', import: 'default', eager: true })

export const wordsIn = (language: string): WaysTexts | undefined => texts[`../texts/${language}.ts`]
export const refusalsIn = (language: string): WaysTexts['identifierRefused'] | undefined => wordsIn(language)?.identifierRefused
