/** docs/sign-in.md, followed word by word: its commands, requests and code against a real server. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort } from './free-port.mjs'
import { root } from './run.mjs'

const page = readFileSync(join(root, 'docs/sign-in.md'), 'utf8')
const files = [...page.matchAll(/^`([\w-]+\.mjs)`:\n\n```js\n([\s\S]*?)```$/gm)].map(([, name, text]) => ({ name, text }))
const example = (name) => JSON.parse(page.match(new RegExp(`\`\`\`json ${name}\n([\\s\\S]*?)\`\`\``))[1])
const commands = page
  .match(/```sh\n([\s\S]*?)```/)[1]
  .trim()
  .split('\n')
  .map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain).slice(2))

const folder = mkdtempSync(join(tmpdir(), 'regain-sign-in-'))
const program = join(root, 'packages/server/bin/regain.js')
const received = []
let environment
let origin
let siteOrigin
let server
let hook
let site
const load = (name) => import(pathToFileURL(join(folder, name)).href)

function node(...words) {
  const child = spawn(process.execPath, words, { cwd: folder, env: { ...process.env, ...environment } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  return { child, said: () => said, ended: once(child, 'close').then(([status]) => ({ status, said })) }
}

const command = (...words) => node(program, ...words)

beforeAll(async () => {
  hook = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push({ body, headers: request.headers })
    response.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(hook, 'listening')
  siteOrigin = `http://127.0.0.1:${hook.address().port}`
  const port = await freePort()
  origin = `http://localhost:${port}`
  environment = {
    REGAIN_SECRET: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64'),
    REGAIN_DATABASE_URL: `file:${join(folder, 'regain.db')}`,
    REGAIN_PORT: String(port),
    REGAIN_ORIGIN: origin,
    REGAIN_INSECURE_OUTBOUND: siteOrigin,
    REGAIN_LOG_LEVEL: 'silent',
  }
  const printed = []
  for (const words of commands) {
    const { status, said } = await command(...words).ended
    expect([status, words.join(' ')], said).toEqual([0, words.join(' ')])
    printed.push(said)
  }
  site = { siteKey: printed[1].match(/pk_\S+/)[0], key: printed[2].match(/sk_\S+/)[0] }
  server = command('serve')
  await vi.waitFor(async () => expect((await fetch(`${origin}/readyz`)).ok).toBe(true), { timeout: 50_000, interval: 50 })
  for (const { name, text } of files) writeFileSync(join(folder, name), text)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  Object.assign(process.env, { RECOVERY_ORIGIN: origin, RECOVERY_KEY: site.key, SITE_ORIGIN: siteOrigin })
})
afterAll(async () => {
  server?.child.kill('SIGTERM')
  await server?.ended
  hook?.close()
  rmSync(folder, { recursive: true, force: true })
})

const names = (value) => Object.keys(value).toSorted()

describe('docs/sign-in.md', () => {
  test('shows the files that it mentions', () => {
    expect(files.map(({ name }) => name)).toEqual(['regain.mjs', 'accounts.mjs', 'sessions.mjs', 'register-webhook.mjs', 'events.mjs'])
  })

  test('shows requests and replies as they are', async () => {
    const { regain } = await load('regain.mjs')
    expect(await regain('PUT', '/v1/accounts/jane', example('account'))).toEqual({ accountId: 'jane' })
    const reply = await regain('POST', '/v1/sign-ins', example('sign-in'))
    expect({ ...reply, device: '…' }).toEqual(example('ok'))
    const guess = (password) => regain('POST', '/v1/sign-ins', { ...example('sign-in'), password })
    for (const password of ['one', 'two', 'two', 'three', 'four', 'five']) expect(await guess(password)).toEqual(example('refused'))
    expect(await guess(example('sign-in').password)).toEqual(example('locked'))
    expect(await regain('POST', '/v1/sign-ins', { ...example('sign-in'), device: reply.device })).toEqual(reply)
  })

  test('lists the possible problems', async () => {
    const { regain } = await load('regain.mjs')
    const rows = page.match(/\| `\d{3} [a-z-]+` \|/g).map((row) => row.slice(3, -3))
    await command('realm', 'create', 'own', '--webhook', `${siteOrigin}/accounts`).ended
    const own = (await command('site', 'create', 'Own', '--realm', 'own', '--origin', 'https://own.example').ended).said.match(/sk_\S+/)[0]
    const narrow = (await command('site', 'key', 'add', 'Corner Shop', '--scope', 'webhooks').ended).said.match(/sk_\S+/)[0]
    const body = example('sign-in')
    const call = (key, sent) =>
      fetch(`${origin}/v1/sign-ins`, {
        method: 'POST',
        headers: { 'authorization': `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(sent),
      }).then(async (reply) => `${reply.status} ${(await reply.json()).code}`)
    const seen = [
      await call(site.key, { ...body, unknown: true }),
      await call('sk_wrong', body),
      await call(narrow, body),
      await call(own, body),
    ]
    expect([...seen, '503 unavailable']).toEqual(rows)
    await expect(regain('GET', '/v1/accounts/nobody')).rejects.toMatchObject({ status: 404, problem: { code: 'not-found' } })
  })

  test('lets a person sign up and in, and ends sessions when the password changes or the account is locked', async () => {
    const { signUp, changePassword } = await load('accounts.mjs')
    const { signIn, whoIs, endSessions } = await load('sessions.mjs')
    const { regain } = await load('regain.mjs')
    const [name, secret] = (await node('register-webhook.mjs').ended).said.trim().split('=')
    process.env[name] = secret
    const { takeEvent } = await load('events.mjs')

    const account = { email: 'bob@example.com', password: 'a first lantern on the hill' }
    await signUp('bob', account)
    const first = await signIn(account.email, account.password, { ip: '203.0.113.7' })
    expect([names(first), whoIs(first.session)]).toEqual([['device', 'result', 'session'], 'bob'])
    expect(await signIn(account.email, 'a wrong one')).toEqual(example('refused'))

    const before = await regain('GET', '/v1/accounts/bob')
    await changePassword('bob', 'a second lantern in the valley')
    const after = await regain('GET', '/v1/accounts/bob')
    expect(after).toEqual({ ...before, generation: before.generation + 1 })
    endSessions('bob', after.generation)
    expect(whoIs(first.session)).toBeUndefined()
    expect((await signIn(account.email, account.password)).result).toBe('refused')
    const second = await signIn(account.email, 'a second lantern in the valley', { device: first.device })

    expect(received).toEqual([])
    await regain('POST', '/v1/accounts/bob/lock', { cause: 'operator' })
    await expect.poll(() => received.length, { timeout: 30_000 }).toBe(1)
    expect(whoIs(second.session)).toBe('bob')
    expect(() => takeEvent(received[0].body.replace('bob', 'eve'), received[0].headers)).toThrow()
    takeEvent(received[0].body, received[0].headers)
    expect(whoIs(second.session)).toBeUndefined()
    expect(await signIn(account.email, 'a second lantern in the valley')).toEqual({ result: 'locked', because: 'operator' })
  })
})
