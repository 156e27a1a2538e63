/** The texts of each language. A language of core that has none here fails the type check. */
import type { Language } from '@regain/core'
import ar from './ar/index.ts'
import type { Texts } from './contract/texts.ts'
import de from './de/index.ts'
import en from './en/index.ts'
import ja from './ja/index.ts'

const texts: Record<Language, Texts> = {
  en,
  de,
  ar,
  ja,
}

/** For a tag that somebody wrote, see `languageFor` of core. */
export const textsFor = (language: Language): Texts => texts[language]
