/** The part of `docs/add-a-language.md` about the console, followed with a made-up language: it appears, and no sentence can be left out. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addLanguage } from './console-tables.mjs'
import { openGuide, stepsOf } from './follow-guide.mjs'
import { root } from './run.mjs'

const { copy, guide, follow, close } = openGuide('add-a-language.md', ['core'])
afterAll(close)

/** In place of a translation, each sentence gets a mark before its first letter. */
const MARK = 'Ĉ '
const admin = join(copy, 'apps/admin')

const translate = (file) => writeFileSync(file, addLanguage(file, readFileSync(file, 'utf8'), { language: 'eo', mark: MARK }))
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => /\.(ts|svelte)$/.test(name))
    .map((name) => join(folder, name))

/** `node_modules` contains the built core, which doesn't know the new language. */
const CORE = join(copy, 'packages/core/src/index.ts')
const TYPES = {
  extends: './tsconfig.json',
  compilerOptions: {
    paths: { '$lib': ['./src/lib'], '$lib/*': ['./src/lib/*'], '$app/types': ['./.svelte-kit/types/index.d.ts'], '@regain/core': [CORE] },
  },
  include: [
    '.svelte-kit/ambient.d.ts',
    '.svelte-kit/non-ambient.d.ts',
    '.svelte-kit/types/**/$types.d.ts',
    'src/**/*.ts',
    'src/**/*.svelte',
  ],
}
const VITE = `import { mergeConfig } from 'vite'
import config from './vite.config.ts'
export default mergeConfig(config, { resolve: { alias: { '@regain/core': ${JSON.stringify(CORE)} } } })
`
const node = (program, ...given) => spawnSync('node', [join(root, 'node_modules', program), ...given], { cwd: admin, encoding: 'utf8' })
const complaints = () =>
  node('svelte-check/bin/svelte-check', '--tsconfig', 'types.json', '--output', 'machine', '--threshold', 'error')
    .stdout.split('\n')
    .filter((line) => / ERROR /.test(line))

beforeAll(() => {
  cpSync(join(root, 'apps/admin'), admin, { recursive: true, filter: (path) => !/\/(build|node_modules|\.svelte-kit)$/.test(path) })
  writeFileSync(join(admin, 'types.json'), JSON.stringify(TYPES))
  writeFileSync(join(admin, 'with-its-core.ts'), VITE)
  for (const step of stepsOf(guide).filter(({ path }) => path.startsWith('packages/core/'))) follow(step)
  for (const file of [join(copy, 'packages/core/src/said-to-operators.ts'), ...filesIn(join(admin, 'src'))]) translate(file)
  execFileSync('node', [join(root, 'node_modules/@sveltejs/kit/svelte-kit.js'), 'sync'], { cwd: admin })
}, 120_000)

test('the type check passes when each table has the language, and names a table that lacks a sentence', () => {
  expect(complaints()).toEqual([])
  const file = join(admin, 'src/lib/roles.ts')
  const whole = readFileSync(file, 'utf8')
  const without = whole.replace(/(eo: \{[^}]*?)viewer: '[^']*', /, '$1')
  expect(without).not.toBe(whole)
  writeFileSync(file, without)
  expect(complaints().join('\n')).toMatch(/src\/lib\/roles\.ts.*viewer/)
  writeFileSync(file, whole)
}, 300_000)

test('the built console shows it', () => {
  const { status, stderr } = node('vite/bin/vite.js', 'build', '--config', 'with-its-core.ts', '--logLevel', 'error')
  expect(status, stderr).toBe(0)
  const built = join(admin, 'build/_app/immutable')
  const text = readdirSync(built, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(built, name), 'utf8'))
    .join('\n')
  const sentences = ['Approvals', 'Some actions need two people', 'Unlock a privileged account'].map((sentence) => MARK + sentence)
  expect(['Esperanto', ...sentences].filter((sentence) => !text.includes(sentence))).toEqual([])
}, 300_000)
