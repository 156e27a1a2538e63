/** The list of languages, and which one speaks. */
import { en } from './en.ts'
import type { Texts } from './texts.ts'

export const languages: Record<string, Texts> = { en }

const known = (tag: string | null | undefined): string | undefined => {
  const language = tag?.toLowerCase().split('-')[0] ?? ''
  return language in languages ? language : undefined
}

/** The attribute, the nearest `lang` of the page, the browser, English: the first that there is. */
export const languageOf = (attribute: string | undefined, element: Element): string =>
  known(attribute) ??
  known(element.closest('[lang]')?.getAttribute('lang')) ??
  navigator.languages.map(known).find((one) => one !== undefined) ??
  'en'

export const textsIn = (language: string): Texts => languages[language] ?? en
