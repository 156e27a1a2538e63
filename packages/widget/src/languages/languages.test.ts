import { readdirSync } from 'node:fs'
import { type Language, languages } from '@regain/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { whenLate } from '../steps/prove.ts'
import { languageOf } from './language-of.ts'

type Part = 'first' | 'later' | 'rare' | 'security' | 'reload'
const parts: readonly Part[] = ['first', 'later', 'rare', 'security', 'reload']
const load = async (language: string, part: Part) => (await import(`./${language}/${part}.ts`)).default
const textsIn = async (language: string) =>
  Object.fromEntries(await Promise.all(parts.map(async (part) => [part, await load(language, part)])))
const names = Object.keys(languages) as Language[]

/** Sentences that may be the same as in English. */
const SAME_AS_IN_ENGLISH = [
  'later.codeLabel',
  'later.room',
  'rare.keptMethods.passkey',
  'security.kept.passkey.name',
  'security.device.browser',
]

/** Every sentence by its name. A function is asked for its sentence about 3 and 5, whatever they stand for. */
function sentences(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    const name = path + key
    if (typeof value === 'string') return [[name, value]]
    if (typeof value === 'function') return [[name, value(3, 5)]]
    return sentences(value as object, `${name}.`)
  })
}

it('the folders are the languages of core', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((one) => one.isDirectory())
  expect(folders.map(({ name }) => name).sort()).toEqual([...names].sort())
})

describe.each(names)('in %s', (language) => {
  it('every sentence exists, contains its values, and has no spaces around it', async () => {
    const english = new Map(sentences(await textsIn('en')))
    const own = sentences(await textsIn(language))
    expect(own.map(([name]) => name)).toEqual([...english.keys()])
    for (const [name, text] of own) {
      expect(text, name).toBe(text.trim())
      expect(text, name).not.toMatch(/^$|undefined|NaN|\[object/)
      if (english.get(name)?.includes('3')) expect(text, name).toContain('3')
    }
  })
  it.skipIf(language === 'en')('no sentence is left in English', async () => {
    const english = new Map(sentences(await textsIn('en')))
    const same = sentences(await textsIn(language)).filter(([name, text]) => english.get(name) === text)
    expect(same.map(([name]) => name).filter((name) => !SAME_AS_IN_ENGLISH.includes(name))).toEqual([])
  })
})

it('Arabic counts with its own forms', async () => {
  const { guessesLeft } = await load('ar', 'later')
  expect([1, 2, 3, 11, 100].map(guessesLeft)).toEqual([
    'بقيت محاولة واحدة.',
    'بقيت محاولتان.',
    'بقيت 3 محاولات.',
    'بقيت 11 محاولة.',
    'بقيت 100 محاولة.',
  ])
})

it('numbers of a policy appear in whole sentences, with the plural forms of each language', async () => {
  const few = { most: 3, seconds: 600 }
  const sending = { waitSeconds: 300, code: [few, { most: 6, seconds: 86_400 }], approval: [few, { most: 4, seconds: 7200 }] }
  const late = async (language: Language, of: 'code' | 'approval' = 'code', given = sending) =>
    whenLate({ ...(await load(language, 'later')), language }, given, of)
  expect(await late('en')).toBe(
    'If nothing arrives within 5 minutes, send a new one. Each address gets at most 3 in 10 minutes and 6 in 24 hours, no matter who asks. This page can’t show when that limit is reached.',
  )
  expect(await late('en', 'approval')).toContain('3 in 10 minutes and 4 in 2 hours')
  expect(await late('de')).toContain('3 in 10 Minuten und 6 in 24 Stunden')
  expect(await late('ja')).toMatch(/10\s?分に3通、24\s?時間に6通/)
  expect(await late('ar')).toContain('3 خلال 10 دقائق و6 خلال 24 ساعة')
  const waits = [60, 120, 180, 660].map((waitSeconds) => late('ar', 'code', { waitSeconds, code: [], approval: [] }))
  const minutes = (await Promise.all(waits)).map((text) => / خلال (.*?) فأعد/.exec(text)?.[1])
  expect(minutes).toEqual(['دقيقة', 'دقيقتان', '3 دقائق', '11 دقيقة'])
})

describe('the language of an element', () => {
  afterEach(() => vi.unstubAllGlobals())
  const inPage = (lang: string | undefined) =>
    ({ closest: () => (lang === undefined ? null : { getAttribute: () => lang }) }) as unknown as Element
  it('is its attribute’s, or else the page’s, or else the browser’s, or else English', () => {
    vi.stubGlobal('navigator', { languages: ['fr', 'ja-JP', 'de'] })
    expect(languageOf('ar-EG', inPage('de'))).toBe('ar')
    expect(languageOf('fr', inPage('de-AT'))).toBe('de')
    expect(languageOf(undefined, inPage('fr'))).toBe('ja')
    vi.stubGlobal('navigator', { languages: ['fr'] })
    expect(languageOf(undefined, inPage(undefined))).toBe('en')
  })
})
