/** A site's looks on pages of the server: a legible colour, and a picture that comes with the page. */
import * as v from 'valibot'

/** The background of the accent: the widget's own card, light and dark (`theme.css`). */
export const surfaces = { light: '#ffffff', dark: '#1b1f27' } as const
/** WCAG 2.2 1.4.3, for text of any size. */
export const LEAST_CONTRAST = 4.5
/** In characters: each page that shows the picture contains it. */
export const MOST_LOGO = 12_000

const HEX = /^#[0-9a-f]{6}$/i

/** WCAG 2.2: from 1 to 21; both colours are `#rrggbb`. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** White or black, the one with more contrast: one of them always has more than 4.5:1. */
export const inkOn = (colour: string): '#ffffff' | '#000000' =>
  contrast(colour, '#ffffff') >= contrast(colour, '#000000') ? '#ffffff' : '#000000'

const readableOn = (surface: string) =>
  v.pipe(
    v.string(),
    v.regex(HEX),
    v.toLowerCase(),
    v.check((colour) => contrast(colour, surface) >= LEAST_CONTRAST, 'must be readable on the card: a contrast of 4.5'),
  )

export const BrandSchema = v.strictObject({
  accent: v.optional(v.strictObject({ light: readableOn(surfaces.light), dark: readableOn(surfaces.dark) })),
  /** A data URL, because another server would learn who is locked out. Shown as an image, so no script in an SVG runs. */
  logo: v.optional(
    v.pipe(v.string(), v.maxLength(MOST_LOGO), v.regex(/^data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/)),
  ),
})
export type Brand = v.InferOutput<typeof BrandSchema>

/** The widget's documented custom properties, as a style sheet sets them. */
export const brandCss = ({ accent }: Brand): string =>
  accent
    ? `regain-account{--regain-accent:light-dark(${accent.light},${accent.dark});--regain-on-accent:light-dark(${inkOn(accent.light)},${inkOn(accent.dark)})}`
    : ''
