/** Decimal digits of any script, by their value: people type on the keyboard that they have. */

/** Unicode has its decimal digits in runs of ten, each beginning at a zero, and some runs are adjacent. So the distance to the start of the runs gives the value. */
function valueOfDigit(digit: string): number {
  const at = digit.codePointAt(0) ?? 0
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(at - before - 1))) before += 1
  return before % 10
}

/** Replaces digits of every script by 0 to 9; other characters stay. */
export const plainDigits = (text: string): string => text.replaceAll(/[^\P{Nd}0-9]/gu, (digit) => String(valueOfDigit(digit)))

/** Only the digits, as 0 to 9. */
export const digitsIn = (typed: string): string => plainDigits(typed.normalize('NFKC')).replaceAll(/\D/g, '')
