/** Checks whether a value from outside has a shape. It has a tenth of the size of a schema library, because it does not say what is wrong. */

/** A `typeof`; a list of words; an object, whose unknown properties are ignored (a newer server may send more); or a function that checks the value. */
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
/** A moment in ISO 8601. */
export const instant: Shape = (value) => !Number.isNaN(Date.parse(String(value)))
/** Security: replies may only contain links of this kind. */
const httpsUrl: Shape = (value) => URL.canParse(String(value)) && String(value).startsWith('https://')
export const support: Shape = { url: maybe(httpsUrl), email: maybe('string'), phone: maybe('string'), hours: maybe('string') }
export const lengths = { minLength: 'number', maxLength: 'number' } as const
