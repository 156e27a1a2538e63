/** Tries the import rules on a small tree: they find each violation, and nothing else. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { brokenImports } from './import-rules.mjs'
import { root } from './run.mjs'

const { floors } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
const rooms = floors.flat()

let tree
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'regain-rooms-'))
  copyFileSync(join(root, 'tsconfig.base.json'), join(tree, 'tsconfig.base.json'))
})
afterEach(() => rmSync(tree, { recursive: true, force: true }))

function put(file, text) {
  const whole = join(tree, 'packages/server/src', file)
  mkdirSync(dirname(whole), { recursive: true })
  writeFileSync(whole, text)
}
/** A room with one file that imports a value or a type from each of `others`. */
const putRoom = (room, others = [], type = '') =>
  put(`${room}/room.ts`, `${others.map((other) => `import ${type}{ One } from '../${other}/room.ts'\n`).join('')}export class One {}\n`)
const file = (room) => `packages/server/src/${room}/room.ts`

test('a room may import every room of the floors below it', async () => {
  floors.forEach((here, floor) => {
    for (const room of here) putRoom(room, floors.slice(0, floor).flat())
  })
  expect(await brokenImports(tree)).toEqual([])
})

test.each([
  ['a value', ''],
  ['a type', 'type '],
])('an import of %s from a higher floor is refused, on each floor', async (_, type) => {
  const above = floors.slice(1).map(([room]) => room)
  floors.forEach((here, floor) => {
    for (const room of here) putRoom(room, above.slice(floor, floor + 1), type)
  })
  const wanted = floors.slice(0, -1).flatMap((here, floor) => here.map((room) => `${file(room)} → ${file(above[floor])} (floors: ${room})`))
  const found = await brokenImports(tree)
  expect(found.toSorted()).toEqual(wanted.toSorted())
})

test('rooms of one floor may not import each other', async () => {
  const [one, other] = floors.find((here) => here.length > 1)
  putRoom(one, [other])
  putRoom(other)
  expect(await brokenImports(tree)).toEqual([`${file(one)} → ${file(other)} (floors: ${one})`])
})

test('a room that is on no floor is refused, whether or not it is used', async () => {
  for (const room of rooms) putRoom(room)
  putRoom('attic', [rooms[0]])
  putRoom('shed')
  expect(await brokenImports(tree)).toEqual([
    expect.stringContaining('packages/server/src/attic is on no floor'),
    expect.stringContaining('packages/server/src/shed is on no floor'),
  ])
})

test('no room imports the entry points of the server', async () => {
  put('index.ts', 'export const door = 1\n')
  put(`${rooms[0]}/room.ts`, "export { door } from '../index.ts'\n")
  expect(await brokenImports(tree)).toContainEqual(expect.stringContaining(`${file(rooms[0])} → packages/server/src/index.ts`))
})

test('folders in one room may not import each other in a circle, even if no file does', async () => {
  put('methods/list.ts', "export { one } from './one/one.ts'\n")
  put('methods/one/one.ts', "export { contract } from '../contract.ts'\nexport const one = 1\n")
  put('methods/contract.ts', 'export const contract = 1\n')
  expect(await brokenImports(tree)).toEqual(['folders import each other in a circle: methods → methods/one → methods'])
})
