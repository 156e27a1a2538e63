/** Makes nouns agree with numbers: `… {wrong code|wrong codes}` takes the form that the number needs in the operator's language. */
import { plural } from '$lib/plural.ts'

const FORMS = /\{([^|{}]*)\|([^|{}]*)\}/g

/** `values`: for each `…`, in order. A pair agrees with the `…` before it; pairs before the first `…` agree with the first. */
export function agree(text: string, values: readonly unknown[]): string {
  return text.replace(FORMS, (_, one: string, other: string, at: number) => {
    const blank = Math.max(0, text.slice(0, at).split('…').length - 2)
    const value = values[blank]
    return plural(typeof value === 'number' ? value : 0, { one, other })
  })
}
