/** The widget as an npm package: what editors can read about it, and whether strict TypeScript accepts it without other packages. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, expect, test } from 'vitest'
import { root } from './run.mjs'

const folder = mkdtempSync(join(tmpdir(), 'regain-package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the manifest lists what pages may use, and the guide describes each', () => {
  const { modules } = JSON.parse(readFileSync(join(root, 'packages/widget/dist/custom-elements.json'), 'utf8'))
  const guide = readFileSync(join(root, 'docs/embed.md'), 'utf8')
  const elements = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName)
  expect(elements.map(({ tagName }) => tagName)).toEqual(['regain-account', 'regain-security'])
  for (const { tagName, attributes, members, events, cssParts, cssProperties = [] } of elements) {
    const named = [...attributes, ...members, ...events, ...cssParts, ...cssProperties].map(({ name }) => name)
    for (const name of named) expect(guide, `${tagName} has ${name}`).toContain(`\`${name}\``)
    for (const { name } of events) expect(name).toMatch(/^regain-/)
  }
})

const PAGE = `import '@regain/widget'
import '@regain/widget/regain-security.js'
import type { Replay } from '@regain/widget'
const account = document.querySelector('regain-account')
if (account) account.site = 'pk_of_a_site'
const made = document.createElement('regain-security')
made.token = 'token'
document.addEventListener('regain-done', ({ detail }) => location.assign('/sign-in?' + detail.outcome.toUpperCase()))
account?.addEventListener('regain-error', ({ detail }) => console.log(detail.code.length))
addEventListener('regain-security-change', ({ detail }) => console.log(detail.what.length))
export const stepOf = (seen: Replay) => seen.flow.step.type
`

test('its types are complete, and include the elements and their events', () => {
  mkdirSync(join(folder, 'node_modules/@regain'), { recursive: true })
  for (const name of ['core', 'widget']) symlinkSync(join(root, 'packages', name), join(folder, 'node_modules/@regain', name))
  symlinkSync(join(root, 'node_modules/valibot'), join(folder, 'node_modules/valibot'))
  const complaints = (text) => {
    const file = join(folder, 'page.ts')
    writeFileSync(file, text)
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      preserveSymlinks: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    })
    return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
  }
  expect(complaints(PAGE)).toEqual([])
  expect(complaints(PAGE.replace('detail.outcome', 'detail.result'))).toEqual([expect.stringContaining("'result' does not exist")])
}, 120_000)
