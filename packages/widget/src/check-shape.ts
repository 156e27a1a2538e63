/** Says whether a value from outside has a shape. A tenth of a schema library's weight, because a reply is believed or it is not: nobody reads why. */

/** A `typeof`; one of some words; properties, of which those not named are let be (a newer server may say more); or what a function says. */
export type Shape = 'string' | 'number' | readonly string[] | { readonly [property: string]: Shape } | ((value: unknown) => boolean)

export function fits(value: unknown, shape: Shape): boolean {
  if (typeof shape === 'function') return shape(value)
  if (typeof shape === 'string') return typeof value === shape
  if (Array.isArray(shape)) return shape.includes(value)
  const properties = value as Record<string, unknown> | null
  return (
    typeof value === 'object' &&
    !!properties &&
    !Array.isArray(value) &&
    Object.entries(shape).every(([name, inner]) => fits(properties[name], inner as Shape))
  )
}

export const list =
  (member: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every((inner) => fits(inner, member))
export const maybe =
  (inner: Shape): Shape =>
  (value) =>
    value === undefined || value === null || fits(value, inner)
/** A moment, ISO 8601. */
export const instant: Shape = (value) => !Number.isNaN(Date.parse(String(value)))
/** Security: the only kind of link that a reply may lead to. */
const httpsUrl: Shape = (value) => URL.canParse(String(value)) && String(value).startsWith('https://')
export const support: Shape = { url: maybe(httpsUrl), email: maybe('string'), phone: maybe('string'), hours: maybe('string') }
export const lengths = { minLength: 'number', maxLength: 'number' } as const
