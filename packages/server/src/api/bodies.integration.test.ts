import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld, SHOP } from '../../testing/open-world.ts'
import { MANY } from '../../testing/roomy.ts'
import type { JsonSchema, OpenApiDocument } from './document.ts'

interface Shape {
  $ref?: string
  oneOf?: Shape[]
  anyOf?: Shape[]
  const?: unknown
  enum?: unknown[]
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  properties?: Record<string, Shape>
  required?: string[]
  additionalProperties?: boolean
  items?: Shape
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
}
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The places of a body where a value may be replaced: the path, and what would be wrong. */
interface Place {
  path: (string | number)[]
  shape: Shape
}

const SECRET = 'x'.repeat(43)
// The same examples in every run, so that a failure is caused by a change and not by chance. Others: FUZZ_SEED=$RANDOM FUZZ_RUNS=1500.
const { FUZZ_RUNS = '60', FUZZ_SEED = '5' } = process.env
const EXAMPLES = { numRuns: Number(FUZZ_RUNS), seed: Number(FUZZ_SEED) }

describe('request bodies', () => {
  let world: TestWorld
  let document: OpenApiDocument
  let operations: { name: string; method: string; path: string; schema: Shape; statuses: string[] }[]
  beforeAll(async () => {
    const names = ['startPerAddress', 'captchaPerAddress', 'answerPerAddress', 'signInPerAddress', 'identifyPerAddress']
    world = await openWorld({ limits: Object.fromEntries(names.map((name) => [name, MANY])) })
    document = (await world.call<OpenApiDocument>('GET', '/openapi.json')).body
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody, responses, operationId }]) => {
        const schema = requestBody?.content['application/json']?.schema as Shape | undefined
        const filled = path.replace(/\{\w+\}/g, 'some-id-that-nobody-has')
        return schema
          ? [{ name: operationId, method: method.toUpperCase(), path: filled, schema: open(schema), statuses: Object.keys(responses) }]
          : []
      }),
    )
  })
  afterAll(async () => {
    expect(world.faults).toEqual([])
    await world.close()
  })

  const open = (shape: Shape): Shape =>
    shape.$ref ? open(document.components.schemas[shape.$ref.split('/').at(-1) ?? ''] as JsonSchema as Shape) : shape

  function described(shape: Shape): fc.Arbitrary<Json> {
    const { oneOf, anyOf, const: constant, enum: members, type, minLength = 0, maxLength = 64, pattern } = open(shape)
    if (oneOf ?? anyOf) return fc.oneof(...(oneOf ?? anyOf ?? []).map(described))
    if (constant !== undefined) return fc.constant(constant as Json)
    if (members) return fc.constantFrom(...(members as Json[]))
    if (type === 'array') return fc.array(described(shape.items ?? {}), { minLength: shape.minItems ?? 0, maxLength: shape.maxItems ?? 3 })
    if (type === 'object') {
      const { properties = {}, required = [] } = open(shape)
      return fc.record(Object.fromEntries(Object.entries(properties).map(([key, own]) => [key, described(own)])), {
        requiredKeys: required,
      })
    }
    if (type === 'boolean') return fc.boolean()
    if (type === 'integer') return fc.nat()
    if (type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true })
    if (pattern) return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= maxLength)
    return fc.string({ minLength, maxLength: Math.min(maxLength, 300), unit: 'binary' })
  }

  const places = (body: Json, shape: Shape, path: Place['path'] = []): Place[] => {
    const here = open(shape)
    const members = here.oneOf?.filter(({ properties }) => properties?.type?.const === (body as { type?: Json }).type)
    if (members) return places(body, members[0] ?? {}, path)
    const below = Array.isArray(body)
      ? body.flatMap((item, n) => places(item, here.items ?? {}, [...path, n]))
      : body !== null && typeof body === 'object' && here.properties
        ? Object.entries(body).flatMap(([key, own]) => places(own, here.properties?.[key] ?? {}, [...path, key]))
        : []
    return [{ path, shape: here }, ...below]
  }

  /** Values that the schema at a place does not allow. */
  function foreign({ shape }: Place, old: Json): fc.Arbitrary<Json> {
    const { type, anyOf, maxLength, properties, required = [], additionalProperties } = shape
    // Browsers may add members to a passkey that are not read here.
    const isOpen = type === 'object' && additionalProperties !== false
    const isListOfTexts = type === 'array' && open(shape.items ?? {}).type === 'string'
    const texts: Json[] = isListOfTexts ? [] : [['a', 'b']]
    const others: Json[] = [...(isOpen && required.length === 0 ? [] : [{ $ne: '' }, [{ a: 1 }], ...texts]), null, Number.MIN_VALUE]
    const wrong = type === 'number' ? others.slice(0, -1) : others
    if (type !== 'boolean' && !anyOf) wrong.push(true)
    if (maxLength) wrong.push('a'.repeat(maxLength + 1))
    if (properties) wrong.push(...(isOpen ? [] : [{ ...(old as object), isAdmin: true }]), 'text')
    return fc.constantFrom(...wrong)
  }

  function exchange(body: Json, [key, ...rest]: Place['path'], value: Json): Json {
    if (key === undefined) return value
    if (Array.isArray(body)) return body.map((item, n) => (n === key ? exchange(item, rest, value) : item))
    const own = body as Record<string, Json>
    return { ...own, [key]: exchange(own[key] as Json, rest, value) }
  }

  const at = (body: Json, path: Place['path']): Json =>
    path.reduce<Json>((value, key) => (value as Record<string | number, Json>)[key] as Json, body)

  const send = (method: string, path: string, body: unknown, authorization = `Bearer ${SECRET}`, type = 'application/json') =>
    world.call<{ code?: string }>(method, path, body, { authorization, origin: SHOP, 'content-type': type })

  it('that the document describes get an answer that it describes, and never a fault', async () => {
    for (const { name, method, path, schema, statuses } of operations) {
      const key = path.includes('/flows') || path.includes('captchas') ? undefined : world.back.authorization
      await fc.assert(
        fc.asyncProperty(described(schema), async (body) => {
          const { status, text } = await send(method, path, body, key)
          expect(statuses, `${name} answered ${status}: ${text}`).toContain(String(status))
          expect(status).toBeLessThan(500)
        }),
        EXAMPLES,
      )
    }
  })

  it('that it does not describe are refused before anything is looked up, wherever in them the fault is', async () => {
    for (const { name, method, path, schema } of operations) {
      const broken = described(schema).chain((body) =>
        fc
          .constantFrom(...places(body, schema))
          .chain((place) => foreign(place, at(body, place.path)).map((value) => exchange(body, place.path, value))),
      )
      // This id, token and key don't exist: a look-up would report that.
      await fc.assert(
        fc.asyncProperty(broken, async (body) => {
          const { status, body: problem, text } = await send(method, path, body)
          expect(status, `${name} answered ${text}`).toBe(400)
          expect(problem.code).toBe('malformed-request')
        }),
        EXAMPLES,
      )
    }
  })

  it('that are ambiguous or invalid are refused everywhere', async () => {
    const texts = [
      '',
      '{',
      '[]',
      'null',
      '"text"',
      '1',
      '{"a":1}',
      '{"site":"a","site":"b"}',
      '{"__proto__":{"site":"a"}}',
      'NaN',
      '{"a":1}x',
    ]
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`.slice(0, 16_000)
    const halves = ['{"identifier":"\\ud800","password":"a"}', '{"site":"\\udfff","reason":"forgot-password"}']
    for (const { name, method, path } of operations)
      for (const text of [...texts, ...halves, deep]) {
        const { status, body } = await send(method, path, text === '' ? ' ' : text)
        expect([status, body.code], `${name} took ${text.slice(0, 40)}`).toEqual([400, 'malformed-request'])
      }
  })

  it('of another content type are refused by it', async () => {
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=a',
      'application/json; charset=utf-16',
      '*/*',
    ]
    for (const { name, method, path } of operations)
      for (const type of types) expect((await send(method, path, '{}', undefined, type)).status, `${name} took ${type}`).toBe(415)
  })
})
