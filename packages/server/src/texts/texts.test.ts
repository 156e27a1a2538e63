import { readdirSync } from 'node:fs'
import type { Language } from '@regain/core'
import { languages } from '@regain/core'
import { describe, expect, it } from 'vitest'
import { textsFor } from './texts-for.ts'

/** Sentences that are the same in another language, by name. */
const SAME_AS_IN_ENGLISH: readonly string[] = [
  // German has the same word, or the same characters around the values.
  'pages.approval.browser',
  'time.inBrackets',
  'time.inZone',
]
/** Sentences that a language may leave out. */
const OPTIONAL: readonly string[] = ['time.inCity']

/** Each sentence by its name. Functions are called with these values. */
const GIVEN = [13, 17, 19]
function sentences(texts: unknown, name = ''): [string, string][] {
  if (typeof texts === 'string') return [[name, texts]]
  if (typeof texts === 'function') return sentences(texts(...GIVEN), name)
  return Object.entries(texts as object).flatMap(([key, value]) => sentences(value, name ? `${name}.${key}` : key))
}
const said = (language: Language) => sentences(textsFor(language)).filter(([name]) => !OPTIONAL.includes(name))

const names = Object.keys(languages) as Language[]
const english = new Map(said('en'))

it('the folders are the languages of core', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((one) => one.isDirectory() && one.name !== 'contract')
  expect(folders.map(({ name }) => name).sort()).toEqual([...names].sort())
})

describe.each(names)('in %s', (language) => {
  it('every sentence exists, and contains its values', () => {
    const own = said(language)
    expect(own.map(([name]) => name)).toEqual([...english.keys()])
    for (const [name, text] of own) {
      expect(text, name).not.toMatch(/^\s*$|undefined|NaN|\[object/)
      for (const given of GIVEN.map(String)) if (english.get(name)?.includes(given)) expect(text, name).toContain(given)
    }
  })
  it.skipIf(language === 'en')('no sentence is left in English', () => {
    const same = said(language).filter(([name, text]) => english.get(name) === text && !SAME_AS_IN_ENGLISH.includes(name))
    expect(same).toEqual([])
  })
})
