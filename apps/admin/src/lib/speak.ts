/** Texts in the operator's language. Each page brings its own; a key that one language lacks fails the type check. */
import { preferences } from './preferences.svelte.ts'

type Same<Words> = {
  [Key in keyof Words]: Words[Key] extends string
    ? string
    : Words[Key] extends (...given: infer Given) => string
      ? (...given: Given) => string
      : Same<Words[Key]>
}

/** Call what it returns inside markup or `$derived`: the words follow the language. */
export const speak =
  <Words>(words: { en: Words; de: Same<NoInfer<Words>> }): (() => Same<Words>) =>
  () =>
    words[preferences.language] as Same<Words>
