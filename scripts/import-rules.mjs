/** Checks the imports of a tree: the rules of `.dependency-cruiser.cjs`, and that no circle leads from folder to folder. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './run.mjs'

const { floors } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
const PLACES = ['packages', 'apps', 'e2e', 'examples', 'bench', 'scripts']
const SERVER = 'packages/server/src'

/** A sentence for each finding. */
export async function brokenImports(tree = root) {
  const places = PLACES.filter((place) => existsSync(join(tree, place)))
  const program = join(root, 'node_modules/.bin/depcruise')
  const options = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json']
  const { stdout } = await promisify(execFile)(program, [...places, ...options], { cwd: tree, maxBuffer: 2 ** 28 })
  const { modules, summary } = JSON.parse(stdout)
  const broken = summary.violations.map(({ rule, from, to, cycle }) => {
    const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to
    return `${from} → ${way} (${rule.name})`
  })
  return [
    ...withoutFloor(modules),
    ...broken,
    ...circlesOfFolders(modules).map((circle) => `folders import each other in a circle: ${circle.join(' → ')}`),
  ]
}

function withoutFloor(modules) {
  const rooms = new Set(modules.flatMap(({ source }) => new RegExp(`^${SERVER}/([^/]+)/`).exec(source)?.[1] ?? []))
  return [...rooms]
    .filter((room) => !floors.flat().includes(room))
    .map((room) => `${SERVER}/${room} is on no floor: name it in .dependency-cruiser.cjs.`)
}

/** Server files without tests. The list of floors only sees rooms; this also sees the folders inside of them. */
function circlesOfFolders(modules) {
  const imports = new Map()
  for (const { source, dependencies } of modules.filter(({ source }) => isOurs(source))) {
    const from = dirname(source)
    const to = dependencies.map(({ resolved }) => resolved).filter(isOurs)
    imports.set(from, new Set([...(imports.get(from) ?? []), ...to.map((file) => dirname(file)).filter((folder) => folder !== from)]))
  }
  // A folder that imports none of the remaining ones is in no circle.
  for (let before = -1; before !== imports.size; ) {
    before = imports.size
    for (const [folder, others] of imports) if (![...others].some((other) => imports.has(other))) imports.delete(folder)
  }
  return imports.size === 0 ? [] : [walk(imports)]
}

const isOurs = (file) => file.startsWith(`${SERVER}/`) && !/\.test\.ts$/.test(file)

/** Every remaining folder imports another one, so this walk ends in a circle. */
function walk(imports) {
  const way = []
  let folder = imports.keys().next().value
  while (!way.includes(folder)) {
    way.push(folder)
    folder = [...imports.get(folder)].find((other) => imports.has(other))
  }
  return [...way.slice(way.indexOf(folder)), folder].map((one) => one.slice(SERVER.length + 1) || '.')
}
