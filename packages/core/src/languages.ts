/** The languages that Regain speaks: one list for the widget, the server and the console. */

/** Direction of the text, by language tag (BCP 47). */
export const languages = { en: 'ltr', de: 'ltr', ar: 'rtl', ja: 'ltr' } as const satisfies Record<string, 'ltr' | 'rtl'>
export type Language = keyof typeof languages
export type Direction = (typeof languages)[Language]

/** The name of each language in itself, for a list of choices. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', ar: 'العربية', ja: '日本語' }

/** The first of these tags that Regain has, or English. The region does not matter: `de-AT` is German. */
export const languageFor = (...wishes: readonly (string | null | undefined)[]): Language =>
  wishes.map((tag) => tag?.toLowerCase().split('-')[0] ?? '').find((code): code is Language => Object.hasOwn(languages, code)) ?? 'en'
