import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { whenLate } from '../steps/prove.ts'
import { rest as ar, first as arFirst, ways as arWays } from './ar.ts'
import * as de from './de.ts'
import * as en from './en.ts'
import * as ja from './ja.ts'
import { languageOf, languages } from './languages.ts'

const all = { en, de, ar: { first: arFirst, rest: ar, ways: arWays }, ja }

/** Every sentence, by its name; a function says it of `X` and 3. */
function sentences(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    const name = path + key
    if (typeof value === 'string') return [[name, value]]
    if (typeof value === 'function') return [[name, /site|masked|date|reference/i.test(String(value)) ? value('X') : value(3, 5)]]
    return sentences(value as object, `${name}.`)
  })
}
const english = new Map(sentences({ ...en.first, ...en.rest, ...en.ways }))

it('the list of languages is the files that there are', () => {
  const files = readdirSync(import.meta.dirname).flatMap((name) => /^(\w\w)\.ts$/.exec(name)?.[1] ?? [])
  expect(files.sort()).toEqual(Object.keys(languages).sort())
  expect(Object.keys(all).sort()).toEqual(Object.keys(languages).sort())
})

describe.each(Object.entries(all))('in %s', (language, { first, rest, ways }) => {
  const said = sentences({ ...first, ...rest, ...ways })
  it('every sentence is there, says what it is given, and ends clean', () => {
    expect(first.language).toBe(language)
    expect(said.map(([name]) => name)).toEqual([...english.keys()])
    for (const [name, text] of said) {
      expect(text, name).toBe(text.trim())
      expect(text, name).not.toBe('')
      expect(text, name).not.toMatch(/undefined|NaN|\[object/)
      if (english.get(name)?.includes('X')) expect(text, name).toContain('X')
    }
  })
  it('nothing is left in English', () => {
    const same = said
      .filter(([name, text]) => english.get(name) === text && !/^(direction|codeLabel|room|keptMethods\.passkey)$/.test(name))
      .map(([name]) => name)
    expect(language === 'en' ? [] : same).toEqual([])
  })
})

it('Arabic counts in its own way', () => {
  expect([1, 2, 3, 11, 100].map((count) => ar.guessesLeft(count))).toEqual([
    'بقيت محاولة واحدة.',
    'بقيت محاولتان.',
    'بقيت 3 محاولات.',
    'بقيت 11 محاولة.',
    'بقيت 100 محاولة.',
  ])
})

it('numbers of a policy stand in whole sentences, with the plural of each language', () => {
  const said = (rest: typeof ar, language: string, approvals = 4) => {
    const few = { most: 3, seconds: 600 }
    const sending = { waitSeconds: 300, code: [few, { most: 6, seconds: 86_400 }], approval: [few, { most: approvals, seconds: 7200 }] }
    return [whenLate({ ...rest, language }, sending, 'code'), whenLate({ ...rest, language }, sending, 'approval')]
  }
  expect(said(en.rest, 'en')).toEqual([
    'If nothing comes within 5 minutes, send a new one. One address gets at most 3 in 10 minutes and 6 in 24 hours, whoever asks. More are not sent, and this page can’t tell.',
    expect.stringContaining('3 in 10 minutes and 4 in 2 hours'),
  ])
  expect(said(de.rest, 'de')[0]).toContain('3 in 10 Minuten und 6 in 24 Stunden')
  expect(said(ja.rest, 'ja')[0]).toMatch(/10\s?分に3通、24\s?時間に6通/)
  expect(said(ar, 'ar')[0]).toContain('3 خلال 10 دقائق و6 خلال 24 ساعة')
  const minutes = [60, 120, 180, 660].map((waitSeconds) =>
    whenLate({ ...ar, language: 'ar' }, { waitSeconds, code: [], approval: [] }, 'code'),
  )
  expect(minutes.map((text) => / خلال (.*?) فأرسل/.exec(text)?.[1])).toEqual(['دقيقة', 'دقيقتان', '3 دقائق', '11 دقيقة'])
})

describe('the language', () => {
  afterEach(() => vi.unstubAllGlobals())
  const inPage = (lang: string | undefined) =>
    ({ closest: () => (lang === undefined ? null : { getAttribute: () => lang }) }) as unknown as Element
  it('is the attribute’s, else the page’s, else the browser’s, else English: the first that there is', () => {
    vi.stubGlobal('navigator', { languages: ['fr', 'ja-JP', 'de'] })
    expect(languageOf('ar-EG', inPage('de'))).toBe('ar')
    expect(languageOf('fr', inPage('de-AT'))).toBe('de')
    expect(languageOf(undefined, inPage('fr'))).toBe('ja')
    vi.stubGlobal('navigator', { languages: ['fr'] })
    expect(languageOf(undefined, inPage(undefined))).toBe('en')
  })
  it('is never a property that every object has', () => {
    vi.stubGlobal('navigator', { languages: [] })
    for (const tag of ['constructor', '__proto__', 'toString']) expect(languageOf(tag, inPage(tag))).toBe('en')
  })
})
