/** `npm start` on a fresh clone. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from './run.mjs'

const data = mkdtempSync(join(tmpdir(), 'regain-start-'))
// The command that npm runs; npm and its shell handle Ctrl-C differently.
const [program, ...script] = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.start.split(' ')

const demos = []
afterAll(() => {
  for (const demo of demos) demo.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
})

/** The first of enough free ports in a row, away from those of other tests. */
const first = 20_000 + (process.pid % 300) * 30

function start(...options) {
  const child = spawn(program, [...script, '--data', data, '--port', String(first), ...options], { cwd: root, detached: true })
  demos.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  const status = once(child, 'exit').then(([code]) => code)
  return {
    status,
    said: () => said,
    async isReady() {
      await Promise.race([
        expect.poll(() => said, { timeout: 100_000 }).toContain('Regain is running.'),
        status.then((code) => {
          throw new Error(`ended with ${code}: ${said}`)
        }),
      ])
    },
    /** As a terminal does it: signals the whole process group. */
    pressesCtrlC: () => process.kill(-child.pid, 'SIGINT'),
  }
}

test('npm start shows a shop, a mailbox and accounts; Ctrl-C ends it cleanly, and the data is kept for the next start', {
  timeout: 240_000,
}, async () => {
  const demo = start('--fresh')
  await demo.isReady()
  const [shop, mailbox] = [first + 1, first + 2].map((port) => `http://localhost:${port}`)
  for (const link of [shop, mailbox]) expect(demo.said()).toContain(link)
  expect(demo.said()).toMatch(/makes you its owner: http:\S+\/admin\/join#\S{20}/)
  const hosted = /http:\S+\/recover\/\S+/.exec(demo.said())?.[0]
  expect(await (await fetch(hosted)).text()).toContain('<regain-account')
  expect(await (await fetch(mailbox)).text()).toContain('No mail yet')

  // For a page of your own: the printed command, and the first request of the page's browser.
  const [, named, words] = /REGAIN_SETTINGS=(\S+) npx regain (site create .*)/.exec(demo.said()) ?? []
  const bin = join(root, 'packages/server/bin/regain.js')
  const asked = [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain)
  const made = spawnSync(process.execPath, [bin, ...asked, '--json'], {
    cwd: root,
    env: { ...process.env, REGAIN_SETTINGS: named },
    encoding: 'utf8',
  })
  const { siteKey } = JSON.parse(made.stdout)
  const script = /src="(\S+)\/regain\.js"/.exec(demo.said())?.[1]
  await expect
    .poll(async () => (await fetch(`${script}/v1/sites/${siteKey}`, { headers: { origin: 'http://localhost:8000' } })).status)
    .toBe(200)

  const signIn = (password) =>
    fetch(`${shop}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ identifier: 'jane@example.com', password }),
    })
  const password = /password "([^"]+)"/.exec(demo.said())?.[1]
  expect((await signIn('wrong')).status).toBe(200)
  expect((await signIn(password)).headers.get('location')).toBe('/account')

  demo.pressesCtrlC()
  expect(await demo.status).toBe(0)

  const again = start()
  await again.isReady()
  expect(again.said()).toContain(hosted)
  again.pressesCtrlC()
  expect(await again.status).toBe(0)
})

test('a busy port is named in one sentence', async () => {
  const other = createServer().listen(first + 1, '127.0.0.1')
  await once(other, 'listening')
  const demo = start()
  expect(await demo.status).toBe(1)
  expect(demo.said()).toContain(`Port ${first + 1} is in use by another program: stop that one, or choose others`)
  other.close()
})
