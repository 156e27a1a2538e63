/** "1 account", "2 accounts": picks the form for a number in the operator's language (CLDR plural rules), with the number in place of `#`. */
import { count } from './format.ts'
import { preferences } from './preferences.svelte.ts'

export const plural = (value: number, forms: { one: string; other: string }): string =>
  (new Intl.PluralRules(preferences.language).select(value) === 'one' ? forms.one : forms.other).replace('#', count(value))
