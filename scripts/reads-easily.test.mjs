/** Checks that a child of twelve could read the English texts: the Flesch-Kincaid grade of each group. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './run.mjs'

/** Children in the seventh grade are twelve. */
const MOST = 7
const SHOWN = 5

/** A sample for names and times, because their length does not depend on us. */
const GIVEN = 'Shop'

/** Every text; functions are called with short values. */
const textsOf = (value) =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'function'
      ? textsOf(value(GIVEN, GIVEN, GIVEN))
      : Object.values(value ?? {}).flatMap(textsOf)

/** Texts that end like a sentence. Labels and headings would only improve the result. */
const sentencesOf = (value) =>
  textsOf(value)
    .flatMap((text) => text.replaceAll(/https?:\S+/g, GIVEN).split(/(?<=[.?!])[\s”"]+/))
    .map((text) => text.trim())
    .filter((text) => /[.?!:]$/.test(text) && wordsOf(text).length > 2)

const wordsOf = (text) => text.match(/[\p{L}\p{N}]+(?:[’'][\p{L}]+)?/gu) ?? []

/** Counts groups of vowels; a silent e at the end does not count, nor -es and -ed without a sound. */
function syllablesIn(word) {
  const plain = word.toLowerCase().replace(/[’'].*$/, '')
  const sounded = plain.replace(/(?:[^laeiouycgsxzh]es|[^laeiouytd]ed|[^laeiouy]e)$/, '').replace(/^y/, '')
  return Math.max(1, sounded.match(/[aeiouy]+/g)?.length ?? 0)
}

/**
 * Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas for Navy Enlisted Personnel" (1975):
 * 0.39 words a sentence + 11.8 syllables a word - 15.59.
 */
function gradeOf(sentences) {
  const words = sentences.flatMap(wordsOf)
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0)
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59
}

const load = async (file) => await import(join(root, file))
const texts = 'packages/server/src/texts/en'
const { pages } = await load(`${texts}/pages.ts`)
const widget = 'packages/widget/src/languages/en'
const groups = [
  ['the widget', async () => await Promise.all(['first', 'later', 'rare'].map((part) => load(`${widget}/${part}.ts`)))],
  ['the security page', async () => await load(`${widget}/security.ts`)],
  ['emails and text messages', async () => await load(`${texts}/messages.ts`)],
  ...Object.entries(pages)
    .filter(([, said]) => sentencesOf(said).length > 2)
    .map(([name, said]) => [`pages behind links: ${name}`, () => said]),
]

test('syllables are counted as they are spoken', () => {
  const heard = { code: 1, password: 2, account: 2, changed: 1, needed: 2, addresses: 3, people: 2, yours: 1, the: 1, authenticator: 5 }
  expect(Object.fromEntries(Object.keys(heard).map((word) => [word, syllablesIn(word)]))).toEqual(heard)
})

describe('English texts can be read by a child of twelve', () => {
  test.each(groups)('%s', async (_, read) => {
    const sentences = sentencesOf(await read())
    expect(sentences.length).toBeGreaterThan(2)
    const worst = sentences
      .map((text) => ({ grade: Math.round(gradeOf([text])), text }))
      .sort((one, other) => other.grade - one.grade)
      .slice(0, SHOWN)
    expect(gradeOf(sentences), worst.map(({ grade, text }) => `${grade}: ${text}`).join('\n')).toBeLessThanOrEqual(MOST)
  })
})
