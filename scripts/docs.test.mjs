/** Links of the documents lead to files, and decisions and folders are listed. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
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

test('every folder of the server is in the map', () => {
  const map = read('MAP.md')
  const rooms = readdirSync(join(root, 'packages/server/src')).filter((name) =>
    statSync(join(root, 'packages/server/src', name)).isDirectory(),
  )
  expect(rooms.filter((room) => !map.includes(`${room}/`))).toEqual([])
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
