/** Follows a guide of `docs/` word by word in a copy of the sources, and type-checks the result. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect } from 'vitest'
import { root } from './run.mjs'

/** What a reader of the guide starts with: the sources of `packages`, and their dependencies. */
export function openGuide(name, packages) {
  const copy = mkdtempSync(join(tmpdir(), 'regain-guide-'))
  for (const name of packages) {
    const [from, to] = [root, copy].map((place) => join(place, 'packages', name))
    cpSync(join(from, 'src'), join(to, 'src'), { recursive: true, filter: (path) => !path.endsWith('.test.ts') })
    if (existsSync(join(from, 'node_modules'))) symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const guide = readFileSync(join(root, 'docs', name), 'utf8')
  return { copy, guide, ...followIn(copy), complaints: compilerOf(copy), close: () => rmSync(copy, { recursive: true, force: true }) }
}

/** Each code block with the line above it: a file, and perhaps a place in that file. */
export const stepsOf = (guide) =>
  [...guide.matchAll(/^ *`([^`]+)`(?:, after `([^`]+)`)?:\n\n( *)```ts\n([\s\S]*?)\n *```$/gm)].map(
    ([, path = '', place, indent = '', block = '']) => ({ path, place, text: block.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }),
  )

function followIn(copy) {
  /** `*` means each language. */
  function filesOf(path) {
    const [folder, rest] = path.split('*')
    if (rest === undefined) return [path]
    const languages = readdirSync(join(copy, folder)).flatMap((name) => /^[a-z]{2}(?=\.ts$|$)/.exec(name)?.[0] ?? [])
    return languages.map((language) => `${folder}${language}${rest}`)
  }

  /** Word by word: it guesses no place, and skips none. */
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
      expect(before, `${file}: the place after which the block goes`).toContain(place)
      writeFileSync(
        whole,
        before.replace(place, () => `${place}\n${text}\n`),
      )
    }
  }
  return { filesOf, follow }
}

/** Checks only the files that match `isAsked`, and everything that they import. */
function compilerOf(copy) {
  let before
  return (isAsked) => {
    const options = {
      ...ts.convertCompilerOptionsFromJson(JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')).compilerOptions, copy)
        .options,
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
      .filter((file) => isAsked.test(readFileSync(file, 'utf8')))
      .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
      .map(({ file, messageText }) => `${file?.fileName.slice(copy.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)
  }
}
