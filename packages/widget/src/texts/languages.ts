/** The list of languages, each with what it says when even its file could not be loaded; and which one speaks. */
export const languages = {
  en: 'Load again',
  de: 'Noch einmal laden',
  ar: 'إعادة التحميل',
  ja: '再読み込み',
}
export type Language = keyof typeof languages

const known = (tag: string | null | undefined): Language | undefined => {
  const language = tag?.toLowerCase().split('-')[0] ?? ''
  return Object.hasOwn(languages, language) ? (language as Language) : undefined
}

/** The attribute, the nearest `lang` of the page, the browser, English: the first that there is. */
export const languageOf = (attribute: string | undefined, element: Element): Language =>
  known(attribute) ??
  known(element.closest('[lang]')?.getAttribute('lang')) ??
  navigator.languages.map(known).find((one) => one !== undefined) ??
  'en'
