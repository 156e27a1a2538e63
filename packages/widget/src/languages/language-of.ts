/** Which language an element speaks, and what each language says where even its own words did not load. */
import { type Language, languageFor } from '@regain/core'
import ar from './ar/reload.ts'
import de from './de/reload.ts'
import en from './en/reload.ts'
import ja from './ja/reload.ts'

export const reload: Record<Language, string> = { en, de, ar, ja }

/** The language of its attribute, or else of the page around it, or else of the browser. */
export const languageOf = (attribute: string | undefined, element: Element): Language =>
  languageFor(attribute, element.closest('[lang]')?.getAttribute('lang'), ...navigator.languages)
