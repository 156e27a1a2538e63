/**
 * Compares two JSON Schemas as this server writes them, and says what is lost: for writers of a value, what is no longer
 * accepted; for readers of it, what may be missing or of another kind. Each finding is `{ name, says }`.
 */

const BOUNDS = [
  ...['minItems', 'minProperties', 'minimum', 'exclusiveMinimum'].map((key) => ({
    key,
    isLess: (was = -Infinity, is = -Infinity) => is > was,
  })),
  ...['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum'].map((key) => ({
    key,
    isLess: (was = Infinity, is = Infinity) => is < was,
  })),
]
/** If two values differ, it is unknown which one accepts less. */
const FORMS = ['pattern', 'format', 'contentEncoding', 'multipleOf', 'uniqueItems', 'propertyNames']

/** The alternatives of `anyOf`, `oneOf`, a list of types or an enumeration. */
function choicesOf(schema, schemas) {
  const known = resolve(schema, schemas)
  const list = known.anyOf ?? known.oneOf
  if (list) return list.flatMap((one) => choicesOf(one, schemas))
  if (known.enum) return known.enum.map((value) => ({ const: value }))
  return Array.isArray(known.type) ? known.type.map((type) => ({ ...known, type })) : [known]
}

function resolve(schema, schemas) {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : resolve(schemas[name], schemas)
}

const kindOf = ({ const: value, type }) => {
  if (value === undefined) return type ?? 'anything'
  if (Number.isInteger(value)) return 'integer'
  return value === null ? 'null' : typeof value
}

/** The tag that distinguishes objects: `{ type: { const: 'resend' } }`. */
const tagOf = ({ const: value, properties = {} }) => value ?? Object.values(properties).find((one) => one.const !== undefined)?.const
const isSameKind = (one, other) => kindOf(one) === kindOf(other) && (kindOf(one) !== 'object' || tagOf(one) === tagOf(other))

/** Several objects may have one tag: the most similar one shows best what is lost. */
const fewest = (losses) => losses.toSorted((one, other) => one.length - other.length)[0]

/** What the old schema allowed writers to send and the new one refuses. */
export function compareWritten(before, after, name) {
  const choices = choicesOf(after.schema, after.schemas)
  return choicesOf(before.schema, before.schemas).flatMap((was) => {
    const fitting = choices.map((is) => ({ is, lost: writtenLost({ ...before, schema: was }, { ...after, schema: is }, name) }))
    if (fitting.some(({ lost }) => lost.length === 0)) return []
    const same = was.const !== undefined ? [] : fitting.filter(({ is }) => isSameKind(was, is)).map(({ lost }) => lost)
    return fewest(same) ?? [{ name: String(tagOf(was) ?? name), says: 'is not accepted any more' }]
  })
}

/** Nobody wrote values that a pattern refuses. */
const shortest = ({ minLength = 0, pattern }) =>
  minLength === 0 && pattern !== undefined && !new RegExp(pattern, 'u').test('') ? 1 : minLength

function writtenLost({ schema: was, schemas: old }, { schema: is, schemas }, name) {
  const less = [{ name, says: 'accepts less' }]
  if (kindOf(is) === 'anything') return []
  if (is.const !== undefined) return is.const === was.const ? [] : less
  if (kindOf(was) !== kindOf(is) && !(kindOf(was) === 'integer' && kindOf(is) === 'number')) return less
  if (tagOf(is) !== undefined && tagOf(is) !== tagOf(was)) return less
  // A constant is read like any other value of its kind; lengths are not compared.
  if (was.const !== undefined) return []
  if (shortest(is) > shortest(was)) return less
  if (
    BOUNDS.some(({ key, isLess }) => isLess(was[key], is[key])) ||
    FORMS.some((key) => key in is && JSON.stringify(is[key]) !== JSON.stringify(was[key]))
  )
    return less
  if (is.items) return compareWritten({ schema: was.items ?? {}, schemas: old }, { schema: is.items, schemas }, name)
  const { properties = {}, required = [], additionalProperties: others = {} } = is
  const known = Object.entries(was.properties ?? {}).flatMap(([key, schema]) => {
    const accepted = properties[key] ?? others
    return accepted === false
      ? [{ name: key, says: 'is not accepted any more' }]
      : compareWritten({ schema, schemas: old }, { schema: accepted, schemas }, key)
  })
  const asked = required.filter((key) => !was.required?.includes(key)).map((key) => ({ name: key, says: 'must be given' }))
  const free = was.additionalProperties ?? {}
  if (free === false || kindOf(was) !== 'object') return [...known, ...asked]
  return [
    ...known,
    ...asked,
    ...(others === false ? less : compareWritten({ schema: free, schemas: old }, { schema: others, schemas }, name)),
  ]
}

/** What readers of the old schema miss in the new one. New values, and values that no longer occur, break no reader. */
export function compareRead(before, after, name) {
  const choices = choicesOf(before.schema, before.schemas)
  const kinds = new Set(choices.map(kindOf))
  return choicesOf(after.schema, after.schemas).flatMap((is) => {
    if (kinds.has('anything')) return []
    if (!kinds.has(kindOf(is)) && !(kindOf(is) === 'integer' && kinds.has('number')))
      return [{ name, says: 'is of another kind in replies' }]
    const same = choices.filter((was) => isSameKind(was, is))
    return fewest(same.map((was) => readLost({ ...before, schema: was }, { ...after, schema: is }, name))) ?? []
  })
}

function readLost({ schema: was, schemas: old }, { schema: is, schemas }, name) {
  if (was.items && is.items) return compareRead({ schema: was.items, schemas: old }, { schema: is.items, schemas }, name)
  return Object.entries(was.properties ?? {}).flatMap(([key, schema]) => {
    const shown = is.properties?.[key]
    if (shown === undefined) return [{ name: key, says: 'is missing in replies' }]
    const maybe = was.required?.includes(key) && !is.required?.includes(key) ? [{ name: key, says: 'may be missing in replies' }] : []
    return [...maybe, ...compareRead({ schema, schemas: old }, { schema: shown, schemas }, key)]
  })
}
