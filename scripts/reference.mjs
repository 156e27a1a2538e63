/**
 * `npm run reference`: writes the reference of the HTTP API to docs/reference/index.html, one file that opens without a server and makes no request.
 * `-- --from https://recover.example.com/openapi.json` takes the document of a running server, `--to FILE` writes elsewhere.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { readOpenApi } from './contract/read-openapi.mjs'
import { prepare } from './prepare.mjs'
import { root } from './run.mjs'

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })
const file = values.to ?? join(root, 'docs/reference/index.html')
const swagger = (name) => readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`), 'utf8')

async function readDocument() {
  if (values.from) return await (await fetch(values.from)).json()
  await prepare()
  return { ...(await readOpenApi(root)), servers: [{ url: 'https://recover.example.com' }] }
}

/** Inside a script element an end tag ends it anywhere. */
const inScript = (text) => text.replace(/<\/(?=script)/gi, '<\\/')

const page = (document) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<title>${document.info.title} ${document.info.version}: HTTP API</title>
<style>${swagger('swagger-ui.css')}
.swagger-ui .scheme-container{display:none}</style>
</head>
<body>
<div id="reference"></div>
<script>${inScript(swagger('swagger-ui-bundle.js'))}</script>
<script>
document.documentElement.classList.toggle('dark-mode', matchMedia('(prefers-color-scheme: dark)').matches)
const reference = SwaggerUIBundle({
  // References are resolved against an address, and a file has no suitable one. Nothing is loaded from it.
  onComplete: () => reference.specActions.updateUrl('${document.servers[0].url}/openapi.json'),
  spec: ${inScript(JSON.stringify(document))},
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelRendering: 'model',
  defaultModelExpandDepth: 3,
  defaultModelsExpandDepth: 0,
  // The reference is for reading; it can't call a server.
  supportedSubmitMethods: [],
  validatorUrl: null,
})
</script>
</body>
</html>
`

const document = await readDocument()
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, page(document))
console.log(
  `${file}: ${Object.keys(document.paths).length} paths of ${document.info.title} ${document.info.version}. Open it in a browser.`,
)
