/** What counts as removed or narrowed, and what passes: several of each kind. */
import { describe, expect, test } from 'vitest'
import { compareContracts, untold } from './compare-contracts.mjs'
import { contract, json, object, text } from './small-contract.mjs'

const lossOf = (change) => {
  const after = contract()
  const { paths, webhooks, components } = after.openapi
  change({
    all: after,
    paths,
    webhooks,
    put: paths['/v1/things/{id}'].put,
    body: components.schemas.Body,
    thing: components.schemas.Thing,
    element: after.elements['regain-account'],
  })
  return compareContracts(contract(), after).map(({ name, says }) => `${name} ${says}`)
}
const PUT = 'PUT /v1/things/{id}'

describe('a contract that lost nothing', () => {
  test.each([
    ['the same', () => {}],
    ['a new operation', ({ paths }) => Object.assign(paths, { '/new': { get: { responses: {} } } })],
    ['a new optional property in requests', ({ body }) => Object.assign(body.properties, { more: text })],
    ['a required property that is optional now', ({ body }) => body.required.pop()],
    ['a longer text in requests', ({ body }) => (body.properties.name.maxLength = 200)],
    ['a text in requests without its form and bounds', ({ body }) => (body.properties.name = text)],
    ['one more value in requests', ({ body }) => body.properties.colour.enum.unshift('green')],
    ['values in another order', ({ body }) => body.properties.colour.enum.reverse()],
    ['any text in place of a list of them', ({ body }) => (body.properties.colour = text)],
    ['any number in place of a few', ({ body }) => (body.properties.size = { type: 'number' })],
    ['one more answer, in between', ({ body }) => body.properties.answer.oneOf.splice(1, 0, object({ type: { const: 'wait' } }, ['type']))],
    ['unknown properties are accepted', ({ body }) => (body.additionalProperties = {})],
    ['a new query parameter', ({ put }) => put.parameters.push({ name: 'new', in: 'query', required: false, schema: text })],
    ['a new property in replies', ({ thing }) => Object.assign(thing.properties, { more: text }) && thing.required.push('more')],
    ['an optional property of replies that always comes now', ({ thing }) => thing.required.push('since')],
    ['a new value in replies', ({ thing }) => thing.properties.state.enum.push('lost')],
    ['a value less in replies', ({ thing }) => thing.properties.state.enum.pop()],
    ['a new step, in between', ({ thing }) => thing.properties.step.oneOf.splice(1, 0, object({ type: { const: 'wait' } }, ['type']))],
    ['a step less', ({ thing }) => thing.properties.step.oneOf.pop()],
    [
      'whole numbers in place of any in replies',
      ({ thing }) => Object.assign(thing.properties.step.oneOf[0].properties.left, { type: 'integer' }),
    ],
    ['a refusal that no longer comes', ({ put }) => delete put.responses[409]],
    ['a new refusal', ({ put }) => (put.responses[429] = { description: '' })],
    ['a scope where every key was accepted', ({ paths }) => (paths['/v1/things/{id}'].delete.security = [{ site: ['things'] }])],
    [
      'a form that is described now',
      ({ paths }) => (paths['/healthz'].get.requestBody = { content: { 'application/x-www-form-urlencoded': { schema: text } } }),
    ],
    [
      'a least length in place of a pattern that asked for as much',
      ({ body }) => (body.properties.code = { type: 'string', minLength: 1 }),
    ],
    ['no key needed any more', ({ put }) => (put.security = [])],
    ['other words', ({ put }) => Object.assign(put, { summary: 'x', operationId: 'y', description: 'z' })],
    [
      'a named schema under another name',
      ({ all, put, thing }) => {
        all.openapi.components.schemas.Other = thing
        put.responses[200] = { description: '', ...json({ $ref: '#/components/schemas/Other' }) }
      },
    ],
    ['a new event', ({ webhooks }) => Object.assign(webhooks, { 'thing.gone': webhooks['thing.made'] })],
    [
      'a new property in an event',
      ({ webhooks }) => Object.assign(webhooks['thing.made'].post.requestBody.content['application/json'].schema.properties, { at: text }),
    ],
    ['a new setting', ({ all }) => all.settings.push('HOST')],
    ['a new exit status', ({ all }) => (all.exitStatuses.broken = 2)],
    [
      'a new export, and a new door',
      ({ all }) => all.exports['@regain/server'].push('more') && Object.assign(all.exports, { '@regain/server/new': [] }),
    ],
    [
      'a new attribute, and a new element',
      ({ all, element }) => element.attributes.push('mode') && Object.assign(all.elements, { 'regain-new': {} }),
    ],
  ])('%s', (_, change) => {
    expect(lossOf(change)).toEqual([])
  })
})

describe('a contract that lost something', () => {
  test.each([
    ['an operation', ({ paths }) => delete paths['/healthz'], ['GET /healthz is gone']],
    ['a method', ({ paths }) => delete paths['/v1/things/{id}'].delete, ['DELETE /v1/things/{id} is gone']],
    ['a scope', ({ put }) => (put.security = [{ site: ['others'] }]), [`${PUT} needs another key or scope`]],
    ['an open door', ({ paths }) => (paths['/healthz'].get.security = [{ site: [] }]), ['GET /healthz needs another key or scope']],
    ['a query parameter', ({ put }) => put.parameters.pop(), [`full is not accepted any more (${PUT})`]],
    ['a value of a parameter', ({ put }) => put.parameters[1].schema.enum.pop(), [`false is not accepted any more (${PUT})`]],
    ['a parameter that must be given now', ({ put }) => (put.parameters[1].required = true), [`full must be given (${PUT})`]],
    [
      'a new parameter that must be given',
      ({ put }) => put.parameters.push({ name: 'q', in: 'query', required: true, schema: text }),
      [`q must be given (${PUT})`],
    ],
    ['a request property', ({ body }) => delete body.properties.tags, [`tags is not accepted any more (${PUT})`]],
    ['an optional request property that must be given now', ({ body }) => body.required.push('size'), [`size must be given (${PUT})`]],
    [
      'a new request property that must be given',
      ({ body }) => Object.assign(body.properties, { x: text }) && body.required.push('x'),
      [`x must be given (${PUT})`],
    ],
    ['a request value', ({ body }) => body.properties.colour.enum.pop(), [`blue is not accepted any more (${PUT})`]],
    ['room in a text', ({ body }) => (body.properties.name.maxLength = 79), [`name accepts less (${PUT})`]],
    ['short texts', ({ body }) => (body.properties.name.minLength = 2), [`name accepts less (${PUT})`]],
    ['texts of another form', ({ body }) => (body.properties.name.format = 'uri'), [`name accepts less (${PUT})`]],
    ['texts that fit no pattern', ({ body }) => (body.properties.name.pattern = '^a'), [`name accepts less (${PUT})`]],
    [
      'short texts in place of a pattern',
      ({ body }) => (body.properties.code = { type: 'string', minLength: 2 }),
      [`code accepts less (${PUT})`],
    ],
    ['large numbers', ({ body }) => (body.properties.size.maximum = 9), [`size accepts less (${PUT})`]],
    ['broken numbers', ({ body }) => (body.properties.size.type = 'integer'), [`size is not accepted any more (${PUT})`]],
    ['a kind of value', ({ body }) => (body.properties.size = text), [`size is not accepted any more (${PUT})`]],
    ['long lists', ({ body }) => (body.properties.tags.maxItems = 4), [`tags accepts less (${PUT})`]],
    ['what a list may hold', ({ body }) => (body.properties.tags.items = { type: 'number' }), [`tags is not accepted any more (${PUT})`]],
    ['free keys', ({ body }) => (body.properties.facts.additionalProperties = false), [`facts accepts less (${PUT})`]],
    ['an answer', ({ body }) => body.properties.answer.oneOf.pop(), [`back is not accepted any more (${PUT})`]],
    [
      'one of two answers of one name',
      ({ body }) => body.properties.answer.oneOf.splice(1, 1),
      [`key is not accepted any more (${PUT})`, `code must be given (${PUT})`],
    ],
    [
      'a property of an answer',
      ({ body }) => (body.properties.answer.oneOf[0].properties.code = { type: 'string', maxLength: 3 }),
      [`code accepts less (${PUT})`],
    ],
    [
      'a request without a body',
      ({ paths }) => (paths['/v1/things/{id}'].delete.requestBody = json(object({}))),
      ['DELETE /v1/things/{id} must have a body'],
    ],
    [
      'a media type of requests',
      ({ put }) => (put.requestBody.content = { 'text/plain': { schema: text } }),
      [`${PUT} does not take application/json any more`],
    ],
    ['a reply property', ({ thing }) => delete thing.properties.since, [`since is missing in replies (${PUT})`]],
    ['a reply property that may be missing now', ({ thing }) => thing.required.pop(), [`size may be missing in replies (${PUT})`]],
    ['the kind of a reply property', ({ thing }) => (thing.properties.size = text), [`size is of another kind in replies (${PUT})`]],
    [
      'a reply property that may be null now',
      ({ thing }) => (thing.properties.size = { anyOf: [{ type: 'integer' }, { type: 'null' }] }),
      [`size is of another kind in replies (${PUT})`],
    ],
    ['a property of a step', ({ thing }) => delete thing.properties.step.oneOf[0].properties.left, [`left is missing in replies (${PUT})`]],
    ['a property within a list', ({ thing }) => (thing.properties.tags.items = object({}, [])), [`name is missing in replies (${PUT})`]],
    [
      'a property of a refusal',
      ({ put }) => delete put.responses[409].content['application/problem+json'].schema.properties.code,
      [`code is missing in replies (${PUT})`],
    ],
    ['a status', ({ put }) => (put.responses = { 201: put.responses[200] }), [`${PUT} does not answer 200 any more`]],
    [
      'a media type of replies',
      ({ paths }) => (paths['/healthz'].get.responses[200].content = json({})),
      ['GET /healthz does not answer text/plain any more'],
    ],
    ['an event', ({ webhooks }) => delete webhooks['thing.made'], ['webhook thing.made is not sent any more']],
    [
      'a property of an event',
      ({ webhooks }) => delete webhooks['thing.made'].post.requestBody.content['application/json'].schema.properties.data.properties.size,
      ['size is missing in replies (webhook thing.made)'],
    ],
    [
      'a property that a site may answer with',
      ({ webhooks }) => Object.assign(webhooks['thing.find'].post.responses[200], json(object({ found: { type: 'boolean' } }, ['found']))),
      ['note is not accepted any more (webhook thing.find)', 'webhook thing.find accepts less'],
    ],
    [
      'a property that a site must answer with now',
      ({ webhooks }) => webhooks['thing.find'].post.responses[200].content['application/json'].schema.required.push('note'),
      ['note must be given (webhook thing.find)'],
    ],
    ['a setting', ({ all }) => all.settings.pop(), ['REGAIN_PORT is no setting any more']],
    ['an exit status', ({ all }) => delete all.exitStatuses.interrupted, ['130 is no longer the exit status for "interrupted"']],
    ['the number of an exit status', ({ all }) => (all.exitStatuses.refused = 2), ['1 is no longer the exit status for "refused"']],
    ['an export', ({ all }) => all.exports['@regain/server'].shift(), ['serve is not exported by @regain/server any more']],
    ['a door', ({ all }) => delete all.exports['@regain/widget/regain.js'], ['@regain/widget/regain.js cannot be imported any more']],
    ['a program', ({ all }) => all.exports.bin.pop(), ['regain is not exported by bin any more']],
    ['an attribute', ({ element }) => element.attributes.pop(), ['theme is not among the attributes of <regain-account> any more']],
    ['a DOM event', ({ element }) => element.events.pop(), ['regain-done is not among the events of <regain-account> any more']],
    [
      'a custom property',
      ({ element }) => element.properties.pop(),
      ['--regain-ink is not among the properties of <regain-account> any more'],
    ],
    ['a part', ({ element }) => element.parts.shift(), ['main is not among the parts of <regain-account> any more']],
    ['an element', ({ all }) => delete all.elements['regain-account'], ['regain-account is no element any more']],
  ])('%s', (_, change, findings) => {
    expect(lossOf(change)).toEqual(findings)
  })

  test('lists once what several operations lost together', () => {
    const shared = ({ paths, thing }) => {
      paths['/v1/things/{id}'].get = { responses: paths['/v1/things/{id}'].put.responses }
      return thing
    }
    const before = contract()
    shared({ paths: before.openapi.paths })
    const after = structuredClone(before)
    delete after.openapi.components.schemas.Thing.properties.since
    expect(compareContracts(before, after)).toEqual([{ name: 'since', says: `is missing in replies (${PUT} and 1 more)` }])
  })
})

test('a loss counts as announced only if an item of the changelog names it in backticks', () => {
  const findings = [{ name: 'theme' }, { name: 'PUT /v1/things/{id}' }, { name: 'REGAIN_PORT' }]
  const items = ['`PUT /v1/things/{id}` is gone.', 'The theme is gone. `themes` too.', 'See `REGAIN_PORT_NEW`.']
  expect(untold(findings, items)).toEqual([{ name: 'theme' }, { name: 'REGAIN_PORT' }])
  expect(untold(findings, [])).toEqual(findings)
})
