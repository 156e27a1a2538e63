/** The settings of a site as a form holds them: texts, even invalid ones. */
import type { Brand } from '@regain/core'
import { contrast, LEAST_CONTRAST, surfaces } from '@regain/core'
import type { Reply } from '$lib/api.ts'
import { Refused } from '$lib/api.ts'

export type Site = Reply<'GET /sites/:site'>

export interface SiteFields {
  name: string
  /** One origin on each line. */
  origins: string
  url: string
  email: string
  phone: string
  hours: string
  /** `#rrggbb`; both empty: the widget's default. */
  light: string
  dark: string
  /** A data URL; empty: no logo. */
  logo: string
}

export const emptyFields: SiteFields = { name: '', origins: '', url: '', email: '', phone: '', hours: '', light: '', dark: '', logo: '' }

export const fieldsOf = ({ name, origins, support, brand }: Site): SiteFields => ({
  ...emptyFields,
  name,
  origins: origins.join('\n'),
  ...support,
  ...brand.accent,
  logo: brand.logo ?? '',
})

const filled = <Values extends Record<string, string>>(values: Values): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== '')) as Partial<Values>

const lines = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter(Boolean)

export const toSettings = ({ name, origins, url, email, phone, hours, light, dark, logo }: SiteFields) => ({
  name,
  origins: lines(origins),
  support: filled({ url, email, phone, hours }),
  brand: { ...(light || dark ? { accent: { light, dark } } : {}), ...(logo && { logo }) },
})

/** Which fields the server refused. */
export function refusedFields(error: unknown): Set<keyof SiteFields> {
  if (!(error instanceof Refused)) return new Set()
  return new Set(error.errors.map(({ path }) => (path.startsWith('origins') ? 'origins' : (path.split('.').at(-1) as keyof SiteFields))))
}

const isReadable = (colour: string, surface: string): boolean =>
  /^#[0-9a-f]{6}$/i.test(colour) && contrast(colour, surface) >= LEAST_CONTRAST

/** The parts of the brand that are valid already. */
export const readableBrand = ({ light, dark, logo }: SiteFields): Brand => ({
  ...(isReadable(light, surfaces.light) && isReadable(dark, surfaces.dark) && { accent: { light, dark } }),
  ...(logo && { logo }),
})
