/** Follows `docs/add-a-method.md` word by word: the compiler names each place that the guide lists, and is satisfied when all of them are filled. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { afterAll, expect, test } from 'vitest'
import { root } from './run.mjs'

const PACKAGES = ['core', 'server', 'widget']
const copy = mkdtempSync(join(tmpdir(), 'regain-guide-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** What somebody would have before them: the sources, and what they are built on. */
function lay() {
  for (const name of PACKAGES) {
    const from = join(root, 'packages', name)
    const filter = (path) => !/\.test\.ts$/.test(path)
    cpSync(join(from, 'src'), join(copy, 'packages', name, 'src'), { recursive: true, filter })
    if (existsSync(join(from, 'node_modules'))) symlinkSync(join(from, 'node_modules'), join(copy, 'packages', name, 'node_modules'))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
}

const guide = readFileSync(join(root, 'docs/add-a-method.md'), 'utf8')
/** Each block with the line above it: a file, and perhaps a place in it. */
const steps = [...guide.matchAll(/^ *`([^`]+)`(?:, after `([^`]+)`)?:\n\n( *)```ts\n([\s\S]*?)\n *```$/gm)].map(
  ([, path = '', place, indent = '', block = '']) => ({ path, place, text: block.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }),
)
const isName = ({ place }) => /[nN]ames = \[/.test(place ?? '')
const names = [...new Set(steps.filter(isName).map(({ text }) => text.replace(/,$/, '')))]
/** A line in a list that has one for each name. */
const isMember = ({ text }) => names.some((name) => text.startsWith(`${name}:`))

/** `*` stands for each language. */
function filesOf(path) {
  const [folder, rest] = path.split('*')
  if (rest === undefined) return [path]
  const languages = readdirSync(join(copy, folder)).flatMap((name) => /^[a-z]{2}(?=\.ts$|$)/.exec(name)?.[0] ?? [])
  return languages.map((language) => `${folder}${language}${rest}`)
}

/** Word by word: no place is guessed, none is skipped. */
function follow({ path, place, text }) {
  for (const file of filesOf(path)) {
    const whole = join(copy, file)
    if (place === undefined) {
      expect(existsSync(whole), `${file} is new`).toBe(false)
      mkdirSync(dirname(whole), { recursive: true })
      writeFileSync(whole, `${text}\n`)
      continue
    }
    const before = readFileSync(whole, 'utf8')
    expect(before, `${file}: the place after which something goes`).toContain(place)
    writeFileSync(
      whole,
      before.replace(place, () => `${place}\n${text}\n`),
    )
  }
}

/** Only these could lack a member: all that speak of such, and are read whole, with all that they rest on. */
const speaksOfMembers =
  /MethodName|serverMethods|keptWays|[kK]eptMethods|'passkey'|'sms-code'|ownerChanges|OwnerChange|[eE]videnceName|causeNames|Cause\b|Condition\b/
let before

function complaints() {
  const options = {
    ...ts.convertCompilerOptionsFromJson(JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')).compilerOptions, copy).options,
    noEmit: true,
    declaration: false,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.es2024.string.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    paths: { '@regain/core': [join(copy, 'packages/core/src/index.ts')] },
  }
  const files = ts.sys.readDirectory(join(copy, 'packages'), ['.ts'], ['**/node_modules'])
  const program = ts.createProgram({ rootNames: files, options, oldProgram: before })
  before = program
  expect(program.getGlobalDiagnostics().map(({ messageText }) => messageText)).toEqual([])
  return files
    .filter((file) => speaksOfMembers.test(readFileSync(file, 'utf8')))
    .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
    .map(({ file, messageText }) => `${file?.fileName.slice(copy.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
}

test('a new method, cause or evidence source is its folder and a line in each list: the compiler names what is missing, and the guide says what to write', () => {
  lay()
  for (const step of steps.filter(isName)) follow(step)
  const named = complaints()
  const lists = new Set(steps.filter(isMember).flatMap(({ path }) => filesOf(path)))
  expect(names).toEqual(["'voice-code'", "'card'", "'app-approval'", "'address-unconfirmed'", "'first-order'"])
  expect(lists.size).toBeGreaterThan(names.length)
  for (const file of lists) expect(named, 'the compiler asks for each').toContainEqual(expect.stringContaining(file))
  for (const step of steps.filter((one) => !isName(one))) follow(step)
  expect(complaints()).toEqual([])
}, 180_000)
