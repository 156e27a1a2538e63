/** What an OpenAPI document no longer has, or accepts less of than before: it would break a program written for the older one. */
import { compareRead, compareWritten } from './compare-schemas.mjs'

/** `[{ name, says }]`: the changelog must contain the name. The same loss in several operations is one finding. */
export function compareOpenApi(before, after) {
  const now = operationsOf(after)
  const found = new Map()
  for (const [place, was] of operationsOf(before)) {
    const is = now.get(place)
    const gone = place.startsWith('webhook ') ? 'is not sent any more' : 'is gone'
    for (const { name, says } of is ? compareOperations(was, is, place) : [{ name: place, says: gone }]) {
      const key = `${name} ${says}`
      found.set(key, { name, says, places: (found.get(key)?.places ?? new Set()).add(place) })
    }
  }
  return [...found.values()].map(({ name, says, places: [place, ...others] }) => {
    const where = name === place ? '' : ` (${place}${others.length > 0 ? ` and ${others.length} more` : ''})`
    return { name, says: says + where }
  })
}

/** By `POST /v1/sign-ins` or `webhook password.changed`. */
function operationsOf({ paths, webhooks = {}, components }) {
  const { schemas } = components
  const own = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, { ...operation, schemas }]),
  )
  // The roles are reversed: sites read the body, and write the reply.
  const reversed = Object.entries(webhooks).map(([name, { post }]) => {
    const reply = Object.values(post.responses).find(({ content }) => content)
    return [`webhook ${name}`, { responses: { 200: post.requestBody }, ...(reply && { requestBody: reply }), schemas }]
  })
  return new Map([...own, ...reversed])
}

const compareOperations = (was, is, place) => [
  ...compareSecurity(was, is, place),
  ...compareParameters(was, is),
  ...compareBodies(was, is, place),
  ...compareReplies(was, is, place),
]

/** A list without scopes accepts every key of its kind. Keys made before there were scopes have all of them. */
function compareSecurity({ security: was = [] }, { security: is = [] }, place) {
  const accepts = (key) => is.length === 0 || is.some((asked) => Object.entries(asked).every(([kind, scopes]) => hasAll(key[kind], scopes)))
  return (was.length > 0 ? was : [{}]).every(accepts) ? [] : [{ name: place, says: 'needs another key or scope' }]
}

const hasAll = (held, asked) => held !== undefined && (held.length === 0 || asked.every((scope) => held.includes(scope)))

const FORM = 'application/x-www-form-urlencoded'
const of = ({ schemas }, schema) => ({ schema, schemas })

function compareParameters(was, is) {
  const find = (list = [], { name, in: where }) => list.find((one) => one.name === name && one.in === where)
  const known = (was.parameters ?? []).flatMap((one) => {
    const now = find(is.parameters, one)
    return now ? compareWritten(of(was, one.schema), of(is, now.schema), one.name) : [{ name: one.name, says: 'is not accepted any more' }]
  })
  const asked = (is.parameters ?? []).filter((one) => one.required && !find(was.parameters, one)?.required)
  return [...known, ...asked.map(({ name }) => ({ name, says: 'must be given' }))]
}

function compareBodies(was, is, place) {
  // Forms belong to our own pages, which change with them.
  if (FORM in (is.requestBody?.content ?? was.requestBody?.content ?? {})) return []
  if (!was.requestBody) return is.requestBody ? [{ name: place, says: 'must have a body' }] : []
  const now = is.requestBody?.content ?? {}
  return Object.entries(was.requestBody.content).flatMap(([type, { schema }]) =>
    now[type]
      ? compareWritten(of(was, schema), of(is, now[type].schema), place)
      : [{ name: place, says: `does not take ${type} any more` }],
  )
}

function compareReplies(was, is, place) {
  return Object.entries(was.responses).flatMap(([status, reply]) => {
    const now = is.responses[status]
    // A refusal that is gone breaks no program.
    if (!now) return status < 400 ? [{ name: place, says: `does not answer ${status} any more` }] : []
    return Object.entries(reply.content ?? {}).flatMap(([type, { schema }]) =>
      now.content?.[type]
        ? compareRead(of(was, schema), of(is, now.content[type].schema), place)
        : [{ name: place, says: `does not answer ${type} any more` }],
    )
  })
}
