/** Decimal digits of any script, by their value: people type on the keyboard they have. */

/** Unicode keeps its decimal digits in runs of ten that begin at a zero, and some runs follow each other: the distance to where they begin says the value. */
function valueOfDigit(digit: string): number {
  const at = digit.codePointAt(0) ?? 0
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(at - before - 1))) before += 1
  return before % 10
}

/** Digits of every script are written 0 to 9; all else stays. */
export const plainDigits = (text: string): string => text.replaceAll(/[^\P{Nd}0-9]/gu, (digit) => String(valueOfDigit(digit)))

/** The digits alone, 0 to 9. */
export const digitsIn = (typed: string): string => plainDigits(typed.normalize('NFKC')).replaceAll(/\D/g, '')
