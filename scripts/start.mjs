/** `npm start`: the whole product on embedded defaults, with a shop to try it in, and a mailbox and phone to look at. */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { prepare } from './prepare.mjs'
import { root } from './run.mjs'

const data = join(root, '.regain')
const PORTS = { server: 4300, shop: 4301, mailbox: 4302, smtp: 4325 }

const end = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

async function mustBeFree(port) {
  const free = await new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
  if (!free) end(`Port ${port} is in use by another program: stop that one, then try again.`)
}

await prepare()
for (const port of Object.values(PORTS)) await mustBeFree(port)
if (process.argv.includes('--fresh')) rmSync(data, { recursive: true, force: true })
mkdirSync(data, { recursive: true, mode: 0o700 })

const settings = join(data, 'regain.env')
if (!existsSync(settings)) {
  const lines = {
    REGAIN_SECRET: randomBytes(32).toString('base64'),
    REGAIN_DATABASE_URL: `file:${join(data, 'regain.db')}`,
    REGAIN_SMTP_URL: `smtp://127.0.0.1:${PORTS.smtp}`,
    REGAIN_MAIL_FROM: '"Corner Shop <no-reply@shop.example>"',
    REGAIN_SMS_URL: `twilio://demo:demo@127.0.0.1:${PORTS.mailbox}`,
    REGAIN_SMS_FROM: 'CornerShop',
    REGAIN_LOG_LEVEL: 'warn',
  }
  writeFileSync(
    settings,
    Object.entries(lines)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    { mode: 0o600 },
  )
}

const program = join(root, 'packages/server/dist/cli.js')
const environment = { ...process.env, REGAIN_SETTINGS: settings }
const regain = (...args) => {
  const ran = spawnSync(process.execPath, [program, ...args, '--json'], { env: environment, encoding: 'utf8' })
  if (ran.status !== 0) end(ran.stderr.trim())
  return JSON.parse(ran.stdout)
}

const keys = join(data, 'site.json')
if (!existsSync(keys)) {
  const { realm } = regain('realm', 'create', 'demo')
  const support = JSON.stringify({ email: 'help@shop.example', phone: '+49 30 1234567', hours: 'Mon-Fri 9-17' })
  writeFileSync(
    keys,
    JSON.stringify(
      regain('site', 'create', 'Corner Shop', '--realm', realm, '--origin', `http://localhost:${PORTS.shop}`, '--support', support),
    ),
    { mode: 0o600 },
  )
}
const { siteKey, secretKey } = JSON.parse(readFileSync(keys, 'utf8'))

const { startMailbox, startShop } = await import('../examples/demo/dist/index.js')
const mailbox = await startMailbox({ web: PORTS.mailbox, smtp: PORTS.smtp })
const server = spawn(process.execPath, [program, 'serve'], { env: environment, stdio: 'inherit' })
const origin = `http://localhost:${PORTS.server}`
let ending = false
server.on('exit', (status) => ending || end(`The server ended (${status}).`))
for (
  let tries = 0;
  !(await fetch(`${origin}/readyz`).then(
    (reply) => reply.ok,
    () => false,
  ));
  tries += 1
) {
  if (tries === 100) end('The server did not get ready.')
  await new Promise((resolve) => setTimeout(resolve, 100))
}

const PASSWORD = 'old lanterns never rust'
const email = (value, verified = true) => ({ channel: 'email', value, verified })
const accounts = {
  jane: { identifiers: [{ kind: 'email', value: 'jane@example.com' }], destinations: [email('jane@example.com')] },
  omar: {
    identifiers: [
      { kind: 'email', value: 'omar@example.com' },
      { kind: 'phone', value: '+4915112345642' },
    ],
    destinations: [email('omar@example.com'), { channel: 'phone', value: '+4915112345642', verified: true }],
  },
  yuki: { identifiers: [{ kind: 'handle', value: 'live:.cid.yuki' }], destinations: [email('yuki@mail.example')], locale: 'ja' },
  dora: { identifiers: [{ kind: 'email', value: 'dora@example.com' }], destinations: [email('dora@example.com')], status: 'disabled' },
}
const call = (method, path, body) =>
  fetch(origin + path, {
    method,
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
for (const [id, account] of Object.entries(accounts)) {
  if ((await call('GET', `/v1/accounts/${id}`)).status === 404) await call('PUT', `/v1/accounts/${id}`, { ...account, password: PASSWORD })
}
const shop = await startShop({ port: PORTS.shop, regain: origin, siteKey, secretKey })

console.log(`
  Regain is running.

  The shop              http://localhost:${PORTS.shop}           try "Can’t sign in?"
  Mailbox and phone     http://localhost:${PORTS.mailbox}           what was really sent
  The hosted page       ${origin}/recover/${siteKey}

  Accounts, all with the password "${PASSWORD}":
    jane@example.com    a mail address
    omar@example.com    a mail address and a phone, +49 151 12345642
    live:.cid.yuki      a handle; its mail is yuki@mail.example
    dora@example.com    disabled

  Ctrl-C ends it. Data stays in .regain; "npm start -- --fresh" begins anew.
`)

async function stop() {
  if (ending) return
  ending = true
  server.kill('SIGTERM')
  await Promise.all([new Promise((resolve) => server.once('exit', resolve)), shop.close(), mailbox.close()])
  process.exit(0)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
