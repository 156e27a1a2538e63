/** Texts in the operator's language. Each page brings its own; a key that one language lacks fails the type check. */
import type { ConsoleLanguage } from '@regain/core'
import { preferences } from './preferences.svelte.ts'

/** The same shape with any texts. */
type Same<Words> = {
  [Key in keyof Words]: Words[Key] extends string
    ? string
    : Words[Key] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Same<Words[Key]>
}

/** A table of texts: English defines the shape, and every other language of the console must have it. */
export type InEachLanguage<Words> = { en: Words } & { [Other in Exclude<ConsoleLanguage, 'en'>]: Same<NoInfer<Words>> }

/** Returns the texts in the operator's language. Inside markup or `$derived` they follow a change of language. */
export const inLanguage = <Said>(said: Readonly<Record<ConsoleLanguage, Said>>): Said => said[preferences.language]

/** Call the returned function inside markup or `$derived`. */
export const speak =
  <Words>(words: InEachLanguage<Words>): (() => Same<Words>) =>
  () =>
    inLanguage<Same<Words>>(words as Readonly<Record<ConsoleLanguage, Same<Words>>>)
