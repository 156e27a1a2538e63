/** `npm start`: the whole product with default settings, a shop to try it in, and a mailbox and phone for its messages. */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, relative, resolve } from 'node:path'
import { parseArgs, parseEnv } from 'node:util'
import { prepare } from './prepare.mjs'
import { root } from './run.mjs'

const end = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

function readOptions() {
  try {
    const options = {
      fresh: { type: 'boolean' },
      port: { type: 'string', default: '4300' },
      data: { type: 'string', default: join(root, '.regain') },
    }
    const { values } = parseArgs({ options })
    const first = Number(values.port)
    if (!Number.isInteger(first) || first < 1 || first > 65_510) end('--port must be a number from 1 to 65510.')
    return {
      fresh: values.fresh,
      data: resolve(values.data),
      ports: { server: first, shop: first + 1, mailbox: first + 2, smtp: first + 25 },
    }
  } catch (error) {
    return end(`${error.message} Known are --fresh, --port NUMBER and --data FOLDER.`)
  }
}

async function mustBeFree(port) {
  const free = await new Promise((tell) => {
    const probe = createServer()
      .once('error', () => tell(false))
      .listen(port, '127.0.0.1', () => probe.close(() => tell(true)))
  })
  if (!free) end(`Port ${port} is in use by another program: stop that one, or choose others with "npm start -- --port 5300".`)
}

const { fresh, data, ports } = readOptions()
for (const port of Object.values(ports)) await mustBeFree(port)
await prepare()
if (fresh) rmSync(data, { recursive: true, force: true })
mkdirSync(data, { recursive: true, mode: 0o700 })

const origin = `http://localhost:${ports.server}`
const settings = join(data, 'regain.env')
const kept = existsSync(settings) ? parseEnv(readFileSync(settings, 'utf8')) : {}
const lines = {
  REGAIN_SECRET: kept.REGAIN_SECRET ?? randomBytes(32).toString('base64'),
  REGAIN_ORIGIN: origin,
  REGAIN_PORT: ports.server,
  REGAIN_DATABASE_URL: `file:${join(data, 'regain.db')}`,
  REGAIN_SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
  REGAIN_MAIL_FROM: '"Corner Shop <no-reply@shop.example>"',
  REGAIN_SMS_URL: `twilio://demo:demo@127.0.0.1:${ports.mailbox}`,
  REGAIN_SMS_FROM: 'CornerShop',
  REGAIN_LOG_LEVEL: 'warn',
}
const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`)
writeFileSync(settings, text.join(''), { mode: 0o600 })

const program = join(root, 'packages/server/bin/regain.js')
const environment = { ...process.env, REGAIN_SETTINGS: settings }
const ask = (...args) => spawnSync(process.execPath, [program, ...args, '--json'], { env: environment, encoding: 'utf8' })
const regain = (...args) => {
  const ran = ask(...args)
  if (ran.status !== 0) end(ran.stderr.trim())
  return JSON.parse(ran.stdout)
}

// A shop on another port is another site with its own accounts. The random suffix keeps the name free, because an interrupted start may leave a realm behind.
const keys = join(data, `site-${ports.shop}.json`)
if (!existsSync(keys)) {
  // What is set up here must work immediately, without a hold.
  const policy = JSON.stringify({
    hold: { newHours: 0 },
    methods: ['email-code', 'sms-code', 'saved-code', 'totp', 'passkey', 'contacts'],
    signInByPasskey: true,
  })
  const { realm } = regain('realm', 'create', `demo-${randomBytes(3).toString('hex')}`, '--policy', policy)
  const support = JSON.stringify({ email: 'help@shop.example', phone: '+49 30 1234567', hours: 'Mon-Fri 9-17' })
  const shop = ['--origin', `http://localhost:${ports.shop}`, '--support', support]
  writeFileSync(keys, JSON.stringify({ realm, ...regain('site', 'create', 'Corner Shop', '--realm', realm, ...shop) }), { mode: 0o600 })
}
const { realm, siteKey, secretKey } = JSON.parse(readFileSync(keys, 'utf8'))

const { startMailbox, startShop } = await import('../examples/demo/dist/index.js')
const running = []
let ending = false
async function stop() {
  if (ending) return
  ending = true
  await Promise.all(running.map((one) => one.close()))
  process.exit(0)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

running.push(await startMailbox({ web: ports.mailbox, smtp: ports.smtp }))
const server = spawn(process.execPath, [program, 'serve'], { env: environment, stdio: 'inherit' })
const ended = new Promise((tell) => server.once('exit', tell))
running.push({
  close() {
    server.kill('SIGTERM')
    return ended
  },
})
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
running.push(await startShop({ port: ports.shop, regain: origin, siteKey, secretKey }))

// Refused if there is an operator already: then that operator signs in.
const first = ask('operator', 'first-link')
const owner = first.status === 0 ? `makes you its owner: ${JSON.parse(first.stdout).link}` : `sign in: ${origin}/admin`
const near = (path) => relative(process.cwd(), path) || path

// Absent in data of an older version.
const ownPage = realm
  ? `
  In a page of your own, say of http://localhost:8000, with the siteKey that this prints:
    REGAIN_SETTINGS=${near(settings)} npx regain site create "My page" --realm ${realm} --origin http://localhost:8000
    <script type="module" src="${origin}/regain.js"></script>
    <regain-account site="pk_…"></regain-account>
`
  : ''

console.log(`
  Regain is running.

  The shop              http://localhost:${ports.shop}           try "Can’t sign in?"
  Mailbox and phone     http://localhost:${ports.mailbox}           what was really sent
  The hosted page       ${origin}/recover/${siteKey}
  The console           ${owner}

  Accounts, all with the password "${PASSWORD}":
    jane@example.com    a mail address
    omar@example.com    a mail address and a phone, +49 151 12345642
    live:.cid.yuki      a handle; its mail is yuki@mail.example
    dora@example.com    disabled
  Saved codes, apps, passkeys and contacts: sign in at the shop, then "Security".
${ownPage}
  Ctrl-C ends it. Data stays in ${near(data)}; "npm start -- --fresh" begins anew.
`)
