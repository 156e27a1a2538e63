/** The contract of a built checkout with sites, operators and embedders: HTTP and events, settings, exit statuses, exports, elements. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { readOpenApi } from './read-openapi.mjs'

const PACKAGES = ['core', 'server', 'widget']

export async function readContract(checkout) {
  const folders = PACKAGES.map((name) => join(checkout, 'packages', name))
  const { exitStatus, secretNames, settingNames } = await import(pathToFileURL(join(checkout, 'packages/server/dist/index.js')).href)
  return {
    openapi: await readOpenApi(checkout),
    settings: [...settingNames, ...secretNames.map((name) => `${name}_FILE`)],
    exitStatuses: exitStatus,
    exports: readExports(folders),
    elements: readElements(join(checkout, 'packages/widget/dist/custom-elements.json')),
  }
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** `{ '@regain/core': ['nextStep', …], '@regain/widget/regain.js': [] }`: everything that can be imported, types included; programs are listed under `bin`. */
function readExports(folders) {
  const doors = folders.flatMap((folder) => {
    const { name, exports } = readJson(join(folder, 'package.json'))
    return Object.entries(exports).map(([path, target]) => [
      join(name, path),
      typeof target === 'object' && target.types ? join(folder, target.types) : '',
    ])
  })
  const files = doors.map(([, file]) => file).filter((file) => file !== '')
  const options = { noLib: true, noEmit: true, types: [], module: ts.ModuleKind.NodeNext }
  const host = ts.createCompilerHost(options)
  // Only our own files define our exports; reading the types of libraries would take most of the time.
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => (text.startsWith('.') ? ts.resolveModuleName(text, from, options, host) : { resolvedModule: undefined }))
  const program = ts.createProgram(files, options, host)
  const checker = program.getTypeChecker()
  const namesIn = (file) => {
    const door = program.getSourceFile(file)
    const symbol = door && checker.getSymbolAtLocation(door)
    return symbol ? checker.getExportsOfModule(symbol).map(({ name }) => name) : []
  }
  const programs = folders.flatMap((folder) => Object.keys(readJson(join(folder, 'package.json')).bin ?? {}))
  return {
    ...Object.fromEntries(doors.map(([door, file]) => [door, file === '' ? [] : namesIn(file).sort()])),
    bin: programs,
  }
}

/** `{ 'regain-account': { attributes: ['site', …], events: […], … } }` */
function readElements(file) {
  if (!existsSync(file)) throw new Error(`${file} is not there: build first`)
  const declarations = readJson(file).modules.flatMap(({ declarations = [] }) => declarations)
  const names = (list = []) => list.map(({ name }) => name)
  return Object.fromEntries(
    declarations
      .filter(({ tagName }) => tagName)
      .map(({ tagName, attributes, events, cssProperties, cssParts, slots }) => [
        tagName,
        {
          attributes: names(attributes),
          events: names(events),
          properties: names(cssProperties),
          parts: names(cssParts),
          slots: names(slots),
        },
      ]),
  )
}
