/** Links of the documents lead to files, and decisions and folders are listed. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './run.mjs'

const read = (file) => readFileSync(join(root, file), 'utf8')
const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' }).trim().split('\n')

test.each(documents)('every link of %s leads to a file', (file) => {
  const targets = [...read(file).matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, target]) => target)
  const lost = targets.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(file), target)))
  expect(lost).toEqual([])
})

test('each decision has a number and is in the list of decisions under its own title', () => {
  const list = read('docs/adr/README.md')
  for (const file of readdirSync(join(root, 'docs/adr')).filter((name) => name !== 'README.md')) {
    const [number, title] = /^# (\d{4}) (.+)/.exec(read(`docs/adr/${file}`))?.slice(1) ?? []
    expect(file.slice(0, 4), file).toBe(number)
    expect(list).toContain(`[${number}](${file}) ${title}`)
  }
})

test.each(['server', 'widget', 'core'])('every folder of %s is in MAP.md', (name) => {
  const map = read('MAP.md')
  const source = join(root, `packages/${name}/src`)
  const rooms = readdirSync(source).filter((entry) => statSync(join(source, entry)).isDirectory())
  expect(rooms.filter((room) => !map.includes(`\n${name === 'server' ? '' : '  '}${room}/ `))).toEqual([])
})

test('MAP.md lists the folders of the server from the highest floor to the lowest', () => {
  const { floors } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
  const rooms = [...read('MAP.md').matchAll(/^([a-z-]+)\/ /gm)].map(([, room]) => room)
  const floorOf = (room) => floors.findIndex((here) => here.includes(room))
  const mapped = rooms.filter((room) => floorOf(room) >= 0)
  expect(mapped.map(floorOf)).toEqual(mapped.map(floorOf).toSorted((one, other) => other - one))
})

test.each(['MAP.md', 'docs/threat-model.md', 'docs/seed.md'])('every file that %s names exists', (document) => {
  const rooms = ['server/src', 'server/src/recovery', 'server/src/settings', 'widget/src', 'core/src/flow', 'core/src/policy']
  const folders = ['', ...rooms.map((room) => `packages/${room}`)]
  const named = [...read(document).matchAll(/`([\w./()-]+\.(?:ts|css|svelte|md|cjs))`/g)].map(([, file]) =>
    file.replace(/^core\//, 'packages/core/src/'),
  )
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((file) => !folders.some((folder) => existsSync(join(root, folder, file))))).toEqual([])
})

test('the index of the documentation lists every page', () => {
  const listed = [...read('docs/README.md').matchAll(/\]\(([\w-]+\.md)/g)].map(([, page]) => page)
  const pages = documents.flatMap((file) => /^docs\/([^/]+\.md)$/.exec(file)?.[1] ?? [])
  expect([...new Set(listed)].sort()).toEqual(pages.filter((page) => page !== 'README.md').sort())
})

test('git keeps the pictures that a document shows, and no others', () => {
  const shown = documents.flatMap((file) =>
    [...read(file).matchAll(/!\[[^\]]*\]\(([^)\s]+)/g)].map(([, picture]) => join(dirname(file), picture)),
  )
  const kept = execFileSync('git', ['ls-files', 'docs/screens/*.webp', 'docs/screens/*.png'], { cwd: root, encoding: 'utf8' })
  expect(kept.trim().split('\n').sort()).toEqual([...new Set(shown.filter((file) => file.startsWith('docs/screens/')))].sort())
})
