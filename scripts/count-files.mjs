/**
 * Counts the files of the server that run for one right code: `npm run count-files`. Ends with status 1 if there are more than twelve. V8 counts the functions that run while a person who forgot their password
 * types the code. Background jobs run at some codes and not at others, so only files that run at every code count.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { Session } from 'node:inspector/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare } from './prepare.mjs'
import { root } from './run.mjs'

const CODES = 30
const MOST_FILES = 12
/** Not counted: the database and everything below it, and HTTP and everything above it, because every request uses them. */
const { floors } = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
const floorOf = (room) => floors.findIndex((rooms) => rooms.includes(room))
const isCounted = (file) => {
  const floor = floorOf(file.split('/')[0])
  return floor > floorOf('db') && floor < floorOf('http')
}

await prepare()
const folder = mkdtempSync(join(tmpdir(), 'regain-files-'))
const dist = join(root, 'packages/server/dist')
const settings = { REGAIN_SECRET: randomBytes(32).toString('base64'), REGAIN_DATABASE_URL: `file:${join(folder, 'regain.db')}` }
const regain = (...args) =>
  JSON.parse(execFileSync(process.execPath, [join(dist, 'cli.js'), ...args, '--json'], { env: { PATH: process.env.PATH, ...settings } }))
const limit = { burst: 1000, perSeconds: 1 }
const limits = Object.fromEntries(
  ['startPerAddress', 'captchaPerAddress', 'identifyPerAddress', 'answerPerAddress'].map((name) => [name, limit]),
)
const { realm } = regain('realm', 'create', 'files', '--policy', JSON.stringify({ limits }))
const origin = 'http://localhost:1'
const { siteKey, secretKey } = regain('site', 'create', 'Files', '--realm', realm, '--origin', origin)

const { serve, readConfig, systemChance, systemClock } = await import(join(dist, 'index.js'))
const drawn = { code: [], characters: [] }
const note =
  (kind) =>
  (...asked) => {
    const text = systemChance[kind](...asked)
    drawn[kind].push(text)
    return text
  }
const chance = { ...systemChance, code: note('code'), characters: note('characters') }
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const more = {
  REGAIN_PORT: String(port),
  REGAIN_ORIGIN: url,
  REGAIN_SMTP_URL: 'smtp://127.0.0.1:1',
  REGAIN_MAIL_FROM: 'a@b.example',
  REGAIN_LOG_LEVEL: 'error',
}
const running = await serve(readConfig({ ...settings, ...more }), { chance, clock: systemClock })

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })

const runs = []
for (let n = 0; n < CODES; n += 1) runs.push(await filesOfRightCode(`person-${n}@example.com`))
const always = [...runs[0]].filter((file) => runs.every((files) => files.has(file))).sort()
const counted = always.filter(isCounted)
for (const file of counted) console.log(file)
console.log(
  `One right code runs functions of ${counted.length} files, and of ${always.length - counted.length} on the floors of database and HTTP.`,
)
if (counted.length > MOST_FILES) {
  console.error(`At most ${MOST_FILES} files may run.`)
  process.exitCode = 1
}
if (process.argv.includes('--all')) for (const file of always.filter((one) => !isCounted(one))) console.log(`  ${file}`)
session.disconnect()
await running.stop()
rmSync(folder, { recursive: true, force: true })

async function filesOfRightCode(mail) {
  const body = { identifiers: [{ kind: 'email', value: mail }], destinations: [{ channel: 'email', value: mail, verified: true }] }
  await call('PUT', `/v1/accounts/${encodeURIComponent(mail)}`, body, secretKey)
  const { flow, token } = await call('POST', '/v1/flows', { site: siteKey, reason: 'forgot-password', locale: 'en' })
  const { id } = await call('POST', '/v1/captchas', { site: siteKey, kind: 'characters' })
  const answer = (given) => call('POST', `/v1/flows/${flow.id}/answers`, given, token)
  const named = await answer({ type: 'identify', identifier: mail, captcha: { id, solution: drawn.characters.at(-1) } })
  await answer({ type: 'choose-method', ref: named.flow.step.methods[0].ref, complete: mail })
  // One code is drawn for the mail, and one for the digest of a message that goes to nobody.
  const [code] = drawn.code.splice(0)
  await session.post('Profiler.takePreciseCoverage')
  const { flow: after } = await answer({ type: 'challenge', code })
  const { result } = await session.post('Profiler.takePreciseCoverage')
  if (after.step.type !== 'new-password') throw new Error(`a right code led to ${after.step.type}`)
  const ran = result.filter(
    ({ url: file, functions }) => file.includes('/packages/server/dist/') && functions.some(({ ranges }) => ranges[0].count > 0),
  )
  return new Set(ran.map(({ url: file }) => file.split('/packages/server/dist/')[1].replace(/\.js$/, '.ts')))
}

async function call(method, path, body, token) {
  const headers = { 'content-type': 'application/json', origin, ...(token && { authorization: `Bearer ${token}` }) }
  const reply = await fetch(url + path, { method, headers, body: JSON.stringify(body) })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: free } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return free
}
