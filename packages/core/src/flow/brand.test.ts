import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { BrandSchema, brandCss, contrast, inkOn, LEAST_CONTRAST } from './brand.ts'

describe('a brand', () => {
  it('has its contrast measured as in WCAG', () => {
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5)
    // Well known as the lightest grey that passes on white.
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
    expect(contrast('#777777', '#ffffff')).toBeLessThan(LEAST_CONTRAST)
  })

  it('has an accent that is legible in light and in dark, or none', () => {
    const is = (light: string, dark: string) => v.is(BrandSchema, { accent: { light, dark } })
    expect([is('#2450c4', '#a3bcff'), is('#a3bcff', '#a3bcff'), is('#2450c4', '#2450c4'), is('blue', '#a3bcff')]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })

  it('gets black or white text, whichever has more contrast, so that it is always legible', () => {
    for (let colour = 0; colour < 0x1000000; colour += 7919) {
      const hex = `#${colour.toString(16).padStart(6, '0')}`
      expect(contrast(hex, inkOn(hex)), hex).toBeGreaterThanOrEqual(LEAST_CONTRAST)
    }
  })

  it('accepts a small embedded picture, and nothing that links elsewhere or escapes a style', () => {
    const is = (logo: string) => v.is(BrandSchema, { logo })
    expect(is('data:image/png;base64,iVBORw0KGgo=')).toBe(true)
    for (const logo of [
      'https://cdn.example/logo.png',
      'data:text/html;base64,PGI+',
      'data:image/svg+xml,<svg onload=alert(1)>',
      'data:image/png;base64,AA"onerror="x',
      `data:image/png;base64,${'A'.repeat(12_000)}`,
    ])
      expect(is(logo), logo.slice(0, 40)).toBe(false)
    expect(v.is(BrandSchema, { accent: { light: '#2450c4}body{', dark: '#a3bcff' } })).toBe(false)
    expect(brandCss({})).toBe('')
    expect(brandCss({ accent: { light: '#2450c4', dark: '#a3bcff' } })).toBe(
      'regain-account{--regain-accent:light-dark(#2450c4,#a3bcff);--regain-on-accent:light-dark(#ffffff,#000000)}',
    )
  })
})
