import { describe, expect, it } from 'vitest'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'

/** Every sentence, by its name; a function says it of `X` and of three. */
function sentences(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    const name = path + key
    if (typeof value === 'string') return [[name, value]]
    if (typeof value === 'function') return [[name, name === 'left' ? value(3) : value('X', 'Y')]]
    return sentences(value as object, `${name}.`)
  })
}
const english = new Map(sentences(en))

describe.each(Object.entries({ en, de, ar, ja }))('the security page in %s', (language, texts) => {
  it('says every sentence, with what it is given, and nothing in English', () => {
    const said = sentences(texts)
    expect(texts.language).toBe(language)
    expect(said.map(([name]) => name)).toEqual([...english.keys()])
    for (const [name, text] of said) {
      expect(text.trim(), name).toBe(text)
      expect(text, name).not.toMatch(/^$|undefined|\[object/)
      if (english.get(name)?.includes('X')) expect(text, name).toContain('X')
      if (language !== 'en' && !['direction', 'kept.passkey.name'].includes(name)) expect(text, name).not.toBe(english.get(name))
    }
  })
})
