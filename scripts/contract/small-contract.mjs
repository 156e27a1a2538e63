/** A small contract with one of everything, which the tests of the comparison change. */
export const object = (properties, required = [], more = {}) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
  ...more,
})
export const text = { type: 'string' }
export const json = (schema) => ({ content: { 'application/json': { schema } } })

/** Each call creates a new one. */
export const contract = () => ({
  openapi: {
    paths: {
      '/v1/things/{id}': {
        put: {
          security: [{ site: ['things'] }],
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } },
            { name: 'full', in: 'query', required: false, schema: { enum: ['true', 'false'] } },
          ],
          requestBody: { required: true, ...json({ $ref: '#/components/schemas/Body' }) },
          responses: {
            200: { description: '', ...json({ $ref: '#/components/schemas/Thing' }) },
            409: { description: '', content: { 'application/problem+json': { schema: object({ code: text }, ['code']) } } },
          },
        },
        delete: { security: [{ site: [] }], responses: { 204: { description: '' } } },
      },
      '/healthz': { get: { responses: { 200: { description: '', content: { 'text/plain': { schema: text } } } } } },
    },
    webhooks: {
      'thing.made': {
        post: {
          requestBody: json(
            object({ type: { const: 'thing.made' }, data: object({ id: text, size: { type: 'integer' } }, ['id']) }, ['type', 'data']),
          ),
          responses: { 204: { description: '' } },
        },
      },
      'thing.find': {
        post: {
          requestBody: json(object({ name: text }, ['name'])),
          responses: {
            200: { description: '', ...json(object({ found: { type: 'boolean' }, note: text }, ['found'], { additionalProperties: {} })) },
          },
        },
      },
    },
    components: {
      schemas: {
        Body: object(
          {
            name: { type: 'string', minLength: 1, maxLength: 80, format: 'email' },
            size: { type: 'number', minimum: 0, maximum: 10 },
            code: { type: 'string', pattern: '^[a-z]{1,9}$' },
            colour: { enum: ['red', 'blue'] },
            tags: { type: 'array', items: text, maxItems: 5 },
            facts: { type: 'object', properties: {}, additionalProperties: text },
            answer: {
              oneOf: [
                object({ type: { const: 'code' }, code: text }, ['type', 'code']),
                object({ type: { const: 'code' }, key: text }, ['type', 'key']),
                object({ type: { const: 'back' } }, ['type']),
              ],
            },
          },
          ['name'],
        ),
        Thing: object(
          {
            id: text,
            size: { type: 'integer' },
            since: text,
            state: { enum: ['new', 'old'] },
            step: {
              oneOf: [
                object({ type: { const: 'ask' }, left: { type: 'number' } }, ['type', 'left']),
                object({ type: { const: 'done' } }, ['type']),
              ],
            },
            tags: { type: 'array', items: object({ name: text }, ['name']) },
          },
          ['id', 'size'],
        ),
      },
    },
  },
  settings: ['ORIGIN', 'PORT'],
  exitStatuses: { done: 0, refused: 1, interrupted: 130 },
  exports: { '@regain/server': ['serve', 'readConfig'], '@regain/widget/regain.js': [], 'bin': ['regain'] },
  elements: {
    'regain-account': {
      attributes: ['site', 'theme'],
      events: ['regain-done'],
      properties: ['--regain-ink'],
      parts: ['main', 'title'],
      slots: ['sign-in'],
    },
  },
})
