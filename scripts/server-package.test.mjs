/** The server as an npm package: unpacked beside the packages that it names, and nothing else, it runs. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from './free-port.mjs'
import { root } from './run.mjs'

const source = join(root, 'packages/server')
const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'regain-package-'))
const unpacked = join(folder, 'node_modules/@regain/server')
const program = join(unpacked, 'bin/regain.js')
let packed
let settings

beforeAll(async () => {
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--workspace', '@regain/server'], { cwd: root, encoding: 'utf8' })
  packed = JSON.parse(listed)[0].files.map(({ path }) => path)
  for (const path of packed) cpSync(join(source, path), join(unpacked, path))
  for (const name of Object.keys(manifest.dependencies)) {
    const place = join(folder, 'node_modules', name)
    mkdirSync(dirname(place), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), place)
  }
  const port = await freePort()
  settings = {
    PATH: process.env.PATH,
    REGAIN_SECRET: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64'),
    REGAIN_DATABASE_URL: `file:${join(folder, 'regain.db')}`,
    REGAIN_PORT: String(port),
    REGAIN_ORIGIN: `http://localhost:${port}`,
    REGAIN_LOG_LEVEL: 'error',
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const regain = (...words) => execFileSync(process.execPath, [program, ...words], { cwd: folder, env: settings, encoding: 'utf8' })
const make = (...words) => JSON.parse(regain(...words, '--json'))

test('its files are the program with its licences, the types, the migrations and the sounds of captchas', () => {
  for (const path of ['dist/program/cli.js', 'dist/program/index.js', 'dist/index.d.ts', 'dist/admin/api.d.ts', 'assets/captcha/en.u8'])
    expect(packed).toContain(path)
  expect(packed.filter((path) => path.startsWith('migrations/')).length).toBeGreaterThan(40)
  // Single modules are for benchmarks; a cache belongs to one machine.
  expect(packed.filter((path) => /^dist\/(?!program\/).*\.js$|^node_modules\//.test(path))).toEqual([])
  const licences = readFileSync(join(source, 'dist/program/licenses.txt'), 'utf8')
  for (const name of ['hono', 'drizzle-orm', 'nodemailer', '@simplewebauthn/server']) expect(licences).toContain(`## ${name} - `)
})

test('it runs, draws and speaks a captcha, and serves the widget', async () => {
  expect(regain('--version').trim()).toBe(manifest.version)
  const { realm } = make('realm', 'create', 'main')
  const { siteKey } = make('site', 'create', 'Shop', '--realm', realm, '--origin', 'https://shop.example')
  const server = spawn(process.execPath, [program, 'serve'], { cwd: folder, env: settings, stdio: 'inherit' })
  const ended = once(server, 'exit')
  try {
    const at = (path, init) => fetch(settings.REGAIN_ORIGIN + path, init)
    while (
      !(await at('/readyz').then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      expect(server.exitCode).toBe(null)
      await wait(50)
    }
    const body = JSON.stringify({ site: siteKey, kind: 'characters' })
    const headers = { 'content-type': 'application/json', 'origin': 'https://shop.example' }
    const captcha = await (await at('/v1/captchas', { method: 'POST', headers, body })).json()
    expect(captcha.image).toMatch(/^data:image\/png;base64,/)
    expect(captcha.audio).toMatch(/^data:audio\/wav;base64,/)
    expect(await (await at('/regain.js')).text()).toContain('regain-account')
    expect((await (await at('/openapi.json')).json()).openapi).toBe('3.1.0')
  } finally {
    server.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  }
}, 60_000)
