import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const src = import.meta.dirname
const program = join(src, '../dist/program')
const read = (file: string): string => readFileSync(file, 'utf8')

// `import type` and `export type` are gone when the program runs.
const ALWAYS = /^(?:import|export)\b(?! type\b)[^'"`;]*?\bfrom ['"]([^'"]+)['"]|^import ['"]([^'"]+)['"]/gm
const LATER = /\bimport\(['"]([^'"]+)['"]\)/g
const namesIn = (file: string, pattern: RegExp): string[] =>
  [...read(file).matchAll(pattern)].flatMap(([, one, other]) => one ?? other ?? [])

/** Our own files and the packages that are loaded as soon as `entry` is. */
function loadedWith(entry: string) {
  const files = new Set<string>()
  const packages = new Set<string>()
  const walk = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const name of namesIn(file, ALWAYS)) {
      if (name.startsWith('.')) walk(join(dirname(file), name))
      else if (!name.startsWith('node:')) packages.add(name)
    }
  }
  walk(entry)
  return { files, packages: [...packages].sort() }
}

/** What a person may need: the first of them waits for it. */
const FOR_PEOPLE = ['@resvg/resvg-js', '@simplewebauthn/server', '@zxcvbn-ts/core', '@zxcvbn-ts/language-common', 'svg-captcha']
/** What operators and readers of the HTTP reference need, a policy that asks a service elsewhere anyway, and a database on a server. */
const FOR_FEW = ['./document.ts', '@libsql/client', 'hibp', 'openid-client']

it('`regain --help` loads no command and no package but the one that writes it', () => {
  const { files, packages } = loadedWith(join(src, 'cli.ts'))
  expect(packages).toEqual(['citty'])
  expect([...files].map((file) => file.slice(src.length + 1)).sort()).toEqual([
    'cli.ts',
    'cli/descriptions.ts',
    'cli/exit-status.ts',
    'problems/user-facing-error.ts',
    'settings/version.ts',
  ])
})

it('`regain --help` reads less than 64 KiB of the built program', () => {
  const { files } = loadedWith(join(program, 'cli.js'))
  const bytes = [...files].reduce((sum, file) => sum + Buffer.byteLength(read(file)), 0)
  expect(bytes).toBeLessThan(65_536)
})

it('a start loads no library that its first requests do without', () => {
  const { packages } = loadedWith(join(src, 'serve/main.ts'))
  expect(packages).toEqual(expect.arrayContaining(['hono', 'drizzle-orm', 'valibot']))
  expect(packages.filter((name) => [...FOR_PEOPLE, ...FOR_FEW, '@valibot/to-json-schema'].includes(name))).toEqual([])
})

it('the libraries that are loaded when they are first used are these', () => {
  const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /(?<!\.test)\.ts$/.test(file) && file !== 'cli.ts',
  )
  const later = new Set(sources.flatMap((file) => namesIn(join(src, file), LATER)))
  expect([...later].sort()).toEqual([...FOR_FEW, ...FOR_PEOPLE].sort())
})
