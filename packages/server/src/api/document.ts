/** Writes the OpenAPI 3.1 document from the schemas that check requests. */
import * as core from '@regain/core'
import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { AccountBodySchema, AccountViewSchema } from '../accounts/account-body.ts'
import { AccountIdSchema } from '../directory/account-id.ts'
import { AccountsReplySchema, CallSchema, SetPasswordReplySchema } from '../directory/webhook-calls.ts'
import type { Operation, Registered } from '../http/api.ts'
import { MOST_FORM_BYTES } from '../http/read-form.ts'
import { MOST_BODY_BYTES } from '../http/read-json.ts'
import { eventBodies } from '../outbox/event-body.ts'
import { SignInReplySchema } from '../sign-in/sign-in-body.ts'

const ProblemWithFlowSchema = v.object({ ...core.ProblemSchema.entries, flow: v.optional(core.FlowViewSchema) })

/** Written once, under `components`; all other schemas are written where they are used. */
const named = {
  Account: AccountViewSchema,
  AccountBody: AccountBodySchema,
  Answer: core.AnswerSchema,
  Captcha: core.CaptchaReplySchema,
  Flow: core.FlowViewSchema,
  FlowReply: core.FlowReplySchema,
  News: core.NewsSchema,
  Problem: ProblemWithFlowSchema,
  SignInReply: SignInReplySchema,
  Security: core.SecurityViewSchema,
  Site: core.SiteViewSchema,
  Step: core.StepSchema,
  Support: core.SupportSchema,
} satisfies Record<string, v.GenericSchema>

const parameters: Record<string, { description: string; schema: v.GenericSchema }> = {
  siteKey: { description: 'The public key of the site.', schema: core.SiteKeySchema },
  id: { description: 'The id of the flow.', schema: v.string() },
  token: { description: 'The token from the link in a mail.', schema: v.string() },
  receipt: { description: 'The receipt from the notice of a change.', schema: v.string() },
  webhookId: { description: 'The id of the endpoint.', schema: v.string() },
  deliveryId: { description: 'The `webhook-id` of the event.', schema: v.string() },
  file: { description: 'The name of the file: its part, and a hash of its content.', schema: v.string() },
  accountId: { description: 'The site’s own name for the account.', schema: AccountIdSchema },
}

const parts: Record<Operation['part'], string> = {
  recovery: 'Calls by the widget, from the registered origins of its site.',
  security: 'Calls by `<regain-security>`, from the same origins, for signed-in people.',
  accounts: 'Calls by the site’s own back end, with its secret key.',
  pages: 'Pages that people and browsers open.',
  health: 'Calls by machines around the server.',
}
const WEBHOOKS =
  'Calls by this server to a site: events to its registered endpoints, and questions about accounts that the site keeps itself.'

const bearers = {
  flow: { type: 'http', scheme: 'bearer', description: 'The token of the flow, from `POST /v1/flows`.' },
  enrolment: { type: 'http', scheme: 'bearer', description: 'The token from `POST /v1/accounts/{accountId}/enrolments` or `…/devices`.' },
  site: {
    type: 'http',
    scheme: 'bearer',
    description: 'A secret key of the site, `sk_…`. Never use it in a browser. Each call lists the scope that the key needs.',
  },
} as const

export type JsonSchema = { [key: string]: unknown }

export interface OpenApiOperation {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  security: Record<string, string[]>[]
  parameters?: { name: string; in: 'path' | 'query'; required: boolean; description?: string; schema: JsonSchema }[]
  requestBody?: { required: true; content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>
}

export interface OpenApiDocument {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  /** By the `type` of the body. */
  webhooks: Record<string, { post: OpenApiOperation }>
  components: { securitySchemes: typeof bearers; schemas: Record<string, JsonSchema> }
}

export function writeDocument(
  operations: readonly Registered[],
  { origin, version }: { origin: string; version: string },
): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {}
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method]: describe(operation) }
  }
  const description =
    'Requests and replies are JSON in UTF-8. Unknown properties, duplicate keys, wrong types and over-long strings are refused before anything is looked up. ' +
    `Bodies have at most ${MOST_BODY_BYTES} bytes, forms ${MOST_FORM_BYTES}. Times are ISO 8601 in UTC. Every refusal is a problem document (RFC 9457) with a stable \`code\`; a browser that opens a page gets it as a page. While the server has too much to do, it refuses calls at once with 503 \`unavailable\` and \`Retry-After\`; nothing was done then, and the same call can be sent again.`
  return {
    openapi: '3.1.0',
    info: { title: 'Regain', version, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: origin }],
    tags: Object.entries({ ...parts, webhooks: WEBHOOKS }).map(([name, text]) => ({ name, description: text })),
    paths,
    webhooks: describeWebhooks(),
    components: {
      securitySchemes: bearers,
      schemas: Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, convert(schema, name)])),
    },
  }
}

function describe(operation: Registered): OpenApiOperation {
  const { method, path, part, summary, details, bearer, scope, body, form, query } = operation
  const asked = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => {
    const parameter = parameters[name]
    if (!parameter) throw new Error(`the path parameter ${name} has no description`)
    return { name, in: 'path' as const, required: true, description: parameter.description, schema: convert(parameter.schema) }
  })
  const wished = Object.entries((query && (convert(query).properties as Record<string, JsonSchema>)) ?? {}).map(([name, schema]) => ({
    name,
    in: 'query' as const,
    required: false,
    schema,
  }))
  return {
    operationId: camelCase(`${method}${path}`),
    tags: [part],
    summary,
    ...((details || scope) && { description: [details, scope && `Needs a key with the scope \`${scope}\`.`].filter(Boolean).join(' ') }),
    // For schemes other than OAuth, the list names what the bearer needs (OpenAPI 3.1, Security Requirement Object).
    security: bearer ? [{ [bearer]: scope ? [scope] : [] }] : [],
    ...(asked.length + wished.length > 0 && { parameters: [...asked, ...wished] }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: convert(body) } } } }),
    ...(form && { requestBody: { required: true, content: { 'application/x-www-form-urlencoded': { schema: describeForm(form) } } } }),
    responses: { ...replies(operation), ...refusals(operation) },
  }
}

const camelCase = (text: string): string => text.replace(/[^A-Za-z0-9]+(.?)/g, (_, letter: string) => letter.toUpperCase())

/** Signed after Standard Webhooks; docs/events.md and docs/connect-a-directory.md explain how to verify them. */
function describeWebhooks(): OpenApiDocument['webhooks'] {
  const received = { 204: { description: 'Received. Any 2xx status counts.' } }
  const answered = (schema: v.GenericSchema) => ({
    200: { description: 'The site’s answer.', content: { 'application/json': { schema: convert(schema) } } },
  })
  const webhook = (type: string, summary: string, schema: v.GenericSchema, responses: OpenApiOperation['responses']) => {
    const body = { required: true as const, content: { 'application/json': { schema: convert(schema) } } }
    return [
      type,
      { post: { operationId: camelCase(`webhook ${type}`), tags: ['webhooks'], summary, security: [], requestBody: body, responses } },
    ]
  }
  return Object.fromEntries([
    ...Object.entries(eventBodies).map(([type, schema]) => webhook(type, 'Event', schema, received)),
    ...CallSchema.options.map((schema) => {
      const type = schema.entries.type.literal
      return webhook(
        type,
        'Question to a directory',
        schema,
        answered(type === 'account.set-password' ? SetPasswordReplySchema : AccountsReplySchema),
      )
    }),
  ])
}

const describeForm = (fields: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(fields.map((field) => [field, { type: 'string' }])),
  additionalProperties: false,
})

const replies = ({ replies }: Registered): OpenApiOperation['responses'] =>
  Object.fromEntries(
    Object.entries(replies).map(([status, { description, json, type }]) => {
      const content = json ? { 'application/json': { schema: convert(json) } } : type && { [type]: { schema: { type: 'string' } } }
      return [status, { description, ...(content && { content }) }]
    }),
  )

/** Refusals that follow from the kind of operation. One status may have several codes. */
function refusals({ part, method, path, bearer, scope, body, form, query, problems = [] }: Registered): OpenApiOperation['responses'] {
  const codes = new Set<core.ProblemCode>([
    ...(path.startsWith('/v1/') || body || form || query ? (['malformed-request'] as const) : []),
    ...(bearer ? (['unauthorized'] as const) : []),
    ...(scope ? (['scope-needed'] as const) : []),
    ...(part === 'recovery' || part === 'security' ? (['origin-refused'] as const) : []),
    ...problems,
    ...(form ? (['too-many-requests'] as const) : []),
    ...(body || form ? (['body-too-large', 'wrong-content-type'] as const) : []),
    'wrong-host',
    'internal',
    ...(part === 'pages' && method === 'get' ? [] : (['unavailable'] as const)),
  ])
  const statuses = [...new Set([...codes].map((code) => core.problems[code].status))].map((status) => ({
    status,
    group: [...codes].filter((code) => core.problems[code].status === status),
  }))
  return Object.fromEntries(
    statuses.map(({ status, group }) => [
      String(status),
      {
        description: group.map((code) => `\`${code}\`: ${core.problems[code].title}`).join(' '),
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          ...(part === 'pages' && { 'text/html': { schema: { type: 'string' } } }),
        },
      },
    ]),
  )
}

/** `own`: the named schema to write out here; others become references. */
function convert(schema: v.GenericSchema, own?: string): JsonSchema {
  const { [own ?? '']: _, ...definitions } = named as Record<string, v.GenericSchema>
  const { $schema, $defs, ...converted } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // The server alone checks what JSON Schema can't express, such as well-formed Unicode.
    ignoreActions: ['check'],
    definitions: definitions as never,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  })
  return converted as JsonSchema
}
