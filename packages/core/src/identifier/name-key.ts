/** The form in which names are compared: NFKC and full case folding; a dotted and a dotless i are equal, and so are the digits of all scripts. */
import { foldCase } from './case-folding.gen.ts'
import { plainDigits } from './digits.ts'

/** Invisible characters: format characters (bidi marks, zero-width ones) and all others that Unicode allows a screen to omit. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
export const withoutInvisible = (text: string): string => text.replaceAll(INVISIBLE, '')
export const hasInvisible = (text: string): boolean => text.search(INVISIBLE) !== -1

/** Full-width and small forms of ASCII, as East Asian keyboards produce them. */
const asciiForms = (text: string): string => text.replaceAll(/[\uFF01-\uFF5E\uFE50-\uFE6B]/g, (form) => form.normalize('NFKC'))

/** The displayed form: composed, with one space for any white space, and none around. */
export const tidy = (text: string): string =>
  asciiForms(text)
    .normalize('NFC')
    .replaceAll(/\p{White_Space}+/gu, ' ')
    .trim()

/** Unicode 17, section 3.13, D146 and D147. Turkish keyboards turn I into a dotless i, and other tools remove the dot or leave it as a mark. */
const foldOnce = (text: string): string =>
  foldCase(plainDigits(withoutInvisible(text).normalize('NFKC')).normalize('NFD'))
    .replaceAll('\u0131', 'i')
    .replaceAll(/i(\p{M}*?)\u0307/gu, 'i$1')
    .normalize('NFKC')

const MOST_ROUNDS = 4

/** Two names are the same exactly when their keys have the same bytes. The key of a key is itself. */
export function nameKey(text: string): string {
  let key = tidy(text)
  // Folding can produce text that composes or folds again (Greek iota subscripts). No text is known that needs more than two rounds.
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = tidy(foldOnce(key))
    if (next === key) break
    key = next
  }
  return key
}
