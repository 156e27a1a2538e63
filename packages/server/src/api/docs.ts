/** Serves the OpenAPI document, and a page of it for people: no script, legible in light and dark. */
import { createHash } from 'node:crypto'
import { escapeHtml } from '../formats/escape-html.ts'
import type { Api } from '../http/api.ts'
import type { JsonSchema, OpenApiDocument, OpenApiOperation } from './document.ts'

export function docsRoutes({ route, operations }: Api, settings: { origin: string; version: string }): void {
  let writing: Promise<{ document: OpenApiDocument; page: string }> | undefined
  /** When somebody asks: what converts the schemas is not loaded before. */
  const written = () => {
    writing ??= write()
    return writing
  }
  const write = async () => {
    const { writeDocument } = await import('./document.ts')
    const document = writeDocument(operations, settings)
    return { document, page: docsPage(document) }
  }
  route(
    'get',
    '/openapi.json',
    {
      part: 'pages',
      summary: 'The OpenAPI document',
      replies: { 200: { description: 'OpenAPI 3.1.', type: 'application/json' } },
    },
    async ({ c }) => {
      c.header('access-control-allow-origin', '*')
      return c.json((await written()).document)
    },
  )
  route(
    'get',
    '/docs',
    { part: 'pages', summary: 'The OpenAPI document as a page', replies: { 200: { description: 'The page.', type: 'text/html' } } },
    async ({ c }) => {
      c.header(
        'content-security-policy',
        `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      )
      return c.html((await written()).page)
    },
  )
}

const STYLE = `:root{color-scheme:light dark;--ink:light-dark(#1c1f26,#e9ebef);--dim:light-dark(#555d6b,#aab2bf);--line:light-dark(#dfe3ea,#313743);--card:light-dark(#fff,#1b1e24);--accent:light-dark(#0b5c88,#7cc4f0)}
*{box-sizing:border-box}body{margin:0;font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:light-dark(#f4f5f8,#121418)}
main{max-inline-size:56rem;margin:auto;padding:clamp(1rem,4vw,3rem)}h1{margin:0}h2{margin-block:3rem .25rem}h3{margin:0;font-size:1.05rem}p{margin-block:.4rem}a{color:var(--accent)}
.dim{color:var(--dim)}.card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.25rem;margin-block:1rem;scroll-margin-top:1rem}
code,pre{font:.875rem/1.5 ui-monospace,monospace;overflow-wrap:anywhere}pre{margin:.5rem 0 0;padding:.75rem 1rem;background:light-dark(#f4f5f8,#121418);border-radius:.5rem;overflow-x:auto;white-space:pre-wrap}
.method{font-weight:700;text-transform:uppercase;margin-inline-end:.5rem;color:var(--accent)}table{border-collapse:collapse;inline-size:100%;margin-top:.5rem}th,td{text-align:start;vertical-align:top;padding:.35rem .75rem .35rem 0;border-top:1px solid var(--line)}
nav ul{columns:16rem;padding-inline-start:1.1rem}summary{cursor:pointer;margin-top:.5rem}`
const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`

/** Backquotes in a description mark code, as in the source. */
const prose = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')

function docsPage({ info, tags, paths, webhooks, components, servers }: OpenApiDocument): string {
  const all: Listed[] = [
    ...Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    ),
    ...Object.entries(webhooks).map(([path, { post }]) => ({ path, method: 'webhook', operation: post })),
  ]
  const sections = tags.map(({ name, description }) => {
    const cards = all.filter(({ operation }) => operation.tags.includes(name)).map((one) => card(one, components.securitySchemes))
    return `<section><h2>${heading(name)}</h2><p class="dim">${prose(description)}</p>${cards.join('')}</section>`
  })
  const links = all.map(
    ({ path, method, operation }) => `<li><a href="#${operation.operationId}">${escapeHtml(`${method.toUpperCase()} ${path}`)}</a></li>`,
  )
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<article class="card" id="schema-${name}"><h3>${name}</h3>${code(schema)}</article>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${info.title} ${info.version}: HTTP</title><style>${STYLE}</style></head>
<body><main><h1>${info.title} <span class="dim">${escapeHtml(info.version)}</span></h1><p>${prose(info.description)}</p>
<p>At <code>${escapeHtml(servers[0]?.url ?? '')}</code>; for programs: <a href="/openapi.json">/openapi.json</a></p><nav aria-label="Operations"><ul>${links.join('')}</ul></nav>
${sections.join('\n')}<section><h2>Schemas</h2>${schemas.join('')}</section></main></body></html>
`
}

interface Listed {
  path: string
  method: string
  operation: OpenApiOperation
}
type Schemes = OpenApiDocument['components']['securitySchemes']

const heading = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

function card({ path, method, operation }: Listed, schemes: Schemes): string {
  const { operationId, summary, description, security, parameters = [], requestBody, responses } = operation
  const [bearer] = security.flatMap((scheme) => Object.keys(scheme) as (keyof Schemes)[])
  const rows = Object.entries(responses).map(([status, reply]) => {
    const [schema] = Object.entries(reply.content ?? {}).filter(([type]) => type === 'application/json')
    return `<tr><th scope="row">${status}</th><td>${prose(reply.description)}${schema ? code(schema[1].schema) : ''}</td></tr>`
  })
  const asked = parameters.map(
    (one) => `<li><code>${one.name}</code> in the ${one.in}${one.description ? `: ${prose(one.description)}` : ''}${code(one.schema)}</li>`,
  )
  return `<article class="card" id="${operationId}"><h3><span class="method">${method}</span><code>${escapeHtml(path)}</code></h3><p><strong>${prose(summary)}.</strong> ${prose(description ?? '')}</p>
${bearer ? `<p class="dim">Authorization: Bearer. ${prose(schemes[bearer].description)}</p>` : ''}${asked.length > 0 ? `<ul>${asked.join('')}</ul>` : ''}
${requestBody ? `<details><summary>Body</summary>${code(requestBody.content['application/json']?.schema ?? {})}</details>` : ''}<details><summary>Answers</summary><table>${rows.join('')}</table></details></article>`
}

/** As JSON; a reference links to its named schema. */
const code = (schema: JsonSchema): string =>
  `<pre><code>${escapeHtml(JSON.stringify(schema, null, 2)).replace(/#\/components\/schemas\/(\w+)/g, '<a href="#schema-$1">$1</a>')}</code></pre>`
