/** The words of messages, in each language; a missing one fails the compiler. Plain, short, calm, and never blaming. */
import type { MessageTexts } from '../message-texts.ts'
import { ar } from './texts/ar.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import { ja } from './texts/ja.ts'

const languages = { en, de, ar, ja }
export const messageLanguages = Object.keys(languages)

/** The first of these that is spoken here, or English: what the attempt names counts before what the account says, and both before English. */
export function languageFor(...wishes: readonly (string | null | undefined)[]): string {
  const spoken = wishes.find((wish) => wish && textsFor(wish).language === wish.toLowerCase().split('-')[0])
  return textsFor(spoken ?? 'en').language
}

/** The closest language that there is, or English. */
export function textsFor(locale: string): { language: string; texts: MessageTexts } {
  const language = locale.toLowerCase().split('-')[0] ?? ''
  const known = Object.entries(languages).find(([name]) => name === language)
  return known ? { language: known[0], texts: known[1] } : { language: 'en', texts: en }
}
