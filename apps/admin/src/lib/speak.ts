/** Texts in the operator's language. Each page brings its own; a key that one language lacks fails the type check. */
import type { ConsoleLanguage } from '@regain/core'
import { preferences } from './preferences.svelte.ts'

/** The same shape, in any words. */
type Same<Words> = {
  [Key in keyof Words]: Words[Key] extends string
    ? string
    : Words[Key] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Same<Words[Key]>
}

/** A table of words: English gives the shape, and every other language of the console has the same. */
export type InEachLanguage<Words> = { en: Words } & { [Other in Exclude<ConsoleLanguage, 'en'>]: Same<NoInfer<Words>> }

/** What is said in the operator's language. Inside markup or `$derived` it follows the language. */
export const inLanguage = <Said>(said: Readonly<Record<ConsoleLanguage, Said>>): Said => said[preferences.language]

/** Call what it returns inside markup or `$derived`. */
export const speak =
  <Words>(words: InEachLanguage<Words>): (() => Same<Words>) =>
  () =>
    inLanguage<Same<Words>>(words as Readonly<Record<ConsoleLanguage, Same<Words>>>)
