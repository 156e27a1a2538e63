/** Each table of texts in the console has every language, and no sentence of it is left in English. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { consoleLanguages } from '@regain/core'
import { expect, test } from 'vitest'
import { parse, sentencesIn, tablesIn } from './console-tables.mjs'
import { root } from './run.mjs'

/** Words that are the same in another language. Add one here only if a native speaker would use it. */
const SAME = {
  de: ['Browser', 'Captcha', 'Code', 'Format', 'live', 'Logo', 'Name', 'Operator', 'Origins', 'Passkey', 'Webhook', 'Webhooks'],
}

const sources = execFileSync('git', ['ls-files', 'apps/admin/src', 'packages/core/src/said-to-operators.ts'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => /\.(ts|svelte)$/.test(file))

const said = sources.flatMap((file) => {
  const { source } = parse(file, readFileSync(join(root, file), 'utf8'))
  return tablesIn(source, consoleLanguages).flatMap(({ en, ...others }) => {
    const english = new Map(sentencesIn(en.words))
    return Object.entries(others).flatMap(([language, { words }]) =>
      sentencesIn(words).map(([place, sentence]) => ({ file, language, place, sentence, isEnglish: english.get(place) === sentence })),
    )
  })
})

test('the tables of texts are found', () => {
  expect(said.length).toBeGreaterThan(800)
  expect(new Set(said.map(({ file }) => file)).size).toBeGreaterThan(50)
})

test.each(consoleLanguages.filter((language) => language !== 'en'))('no sentence in %s is left in English', (language) => {
  const left = said.filter(({ sentence, isEnglish, ...one }) => one.language === language && sentence && isEnglish)
  const unnamed = left.filter(({ sentence }) => !SAME[language]?.includes(sentence))
  expect(unnamed.map(({ file, place, sentence }) => `${file}, ${place}: ${sentence}`)).toEqual([])
  expect(SAME[language]?.filter((word) => !left.some(({ sentence }) => sentence === word)) ?? [], 'exceptions that are not needed').toEqual(
    [],
  )
})
