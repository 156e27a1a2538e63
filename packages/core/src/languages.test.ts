import { describe, expect, it } from 'vitest'
import { languageFor } from './languages.ts'

describe('the language that Regain speaks', () => {
  it('is the first wish that it knows, whatever the region and the case', () => {
    expect(languageFor('fr', undefined, 'de-AT', 'ja')).toBe('de')
    expect(languageFor('AR-eg')).toBe('ar')
  })
  it('is English where it knows none of them', () => {
    expect(languageFor()).toBe('en')
    expect(languageFor(null, '', 'und', 'fr')).toBe('en')
  })
  it('is never a property that every object has', () => {
    expect(languageFor('constructor', '__proto__', 'toString')).toBe('en')
  })
})
