import { describe, expect, it } from 'vitest'
import { languageFor } from './languages.ts'

describe('the chosen language', () => {
  it('is the first requested one that Regain has, whatever the region and the case', () => {
    expect(languageFor('fr', undefined, 'de-AT', 'ja')).toBe('de')
    expect(languageFor('AR-eg')).toBe('ar')
  })
  it('falls back to English if Regain has none of the requested languages', () => {
    expect(languageFor()).toBe('en')
    expect(languageFor(null, '', 'und', 'fr')).toBe('en')
  })
  it('is never a property name that every object has', () => {
    expect(languageFor('constructor', '__proto__', 'toString')).toBe('en')
  })
})
