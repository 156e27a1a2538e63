/** The real system on free ports: server, database file, shop, mailbox and phone. Only the clock can be set, and random values can be read. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startMailbox, startShop } from '@regain/demo'
import type { Chance } from '@regain/server'
import { readConfig, serve, systemChance, systemClock } from '@regain/server'
import { freePorts } from '../../packages/server/testing/free-ports.ts'
import { CLIENT, openIdentityProvider } from '../../packages/server/testing/identity-provider.ts'

export type World = Awaited<ReturnType<typeof openWorld>>

export interface Account {
  id: string
  email: string
  phone?: string
  handle?: string
  password: string
}

/** The user who is signed in at the identity provider. */
export interface Staff {
  sub: string
  email: string
  email_verified: boolean
  name: string
  groups: string[]
}

const program = fileURLToPath(new URL('cli.js', import.meta.resolve('@regain/server')))
const many = { burst: 100_000, perSeconds: 600 }

/** All browsers of a test have one address, and captchas are as cheap as possible. */
const policyOf = (policy: object): object => ({
  reasons: ['forgot-password'],
  captcha: { rounds: 10, tries: 20 },
  limits: { startPerAddress: many, captchaPerAddress: many, identifyPerAddress: many, answerPerAddress: many },
  ...policy,
})

/** `provider`: operators also have accounts at an identity provider. */
export async function openWorld(policy: object = {}, { provider = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'regain-world-'))
  const [serverPort = 0, shopPort = 0, webPort = 0, smtpPort = 0] = await freePorts(4)
  const [server, shop] = [serverPort, shopPort].map((port) => `http://localhost:${port}`) as [string, string]
  const identity = provider ? await openIdentityProvider(`${server}/admin/sign-in/callback`) : undefined
  const settings = {
    ...(identity && { REGAIN_INSECURE_OUTBOUND: identity.issuer }),
    REGAIN_SECRET: Buffer.from(systemChance.bytes(32)).toString('base64'),
    REGAIN_ORIGIN: server,
    REGAIN_PORT: String(serverPort),
    REGAIN_DATABASE_URL: `file:${join(folder, 'regain.db')}`,
    REGAIN_SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    REGAIN_MAIL_FROM: 'Corner Shop <no-reply@shop.example>',
    REGAIN_SMS_URL: `twilio://sid:token@127.0.0.1:${webPort}`,
    REGAIN_SMS_FROM: 'CornerShop',
    REGAIN_LOG_LEVEL: 'error',
  }
  const regain = async <Result>(...args: string[]): Promise<Result> => {
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, '--json'], { env: { ...process.env, ...settings } })
    return JSON.parse(stdout) as Result
  }
  await regain('realm', 'create', 'people', '--policy', JSON.stringify(policyOf(policy)))
  const support = JSON.stringify({ email: 'help@shop.example', phone: '+49 30 1234567', hours: 'Mon-Fri 9-17' })
  const site = await regain<{ siteKey: string; secretKey: string }>(
    ...['site', 'create', 'Corner Shop', '--realm', 'people', '--origin', shop, '--support', support],
  )

  let turned = 0
  const drawn: string[] = []
  const chance: Chance = {
    ...systemChance,
    characters(count, alphabet) {
      const text = systemChance.characters(count, alphabet)
      drawn.push(text)
      return text
    },
  }
  const mailbox = await startMailbox({ web: webPort, smtp: smtpPort })
  const running = await serve(readConfig(settings), { clock: { ...systemClock, now: () => systemClock.now() + turned }, chance })
  const shopFront = await startShop({ port: shopPort, regain: server, ...site })

  let accounts = 0
  return {
    server,
    shop,
    phoneAndMail: `http://localhost:${webPort}`,
    ...site,
    regain,
    /** The operators' identity provider: its users, and the settings for the console. */
    provider: identity && { enter: (staff: Staff): void => identity.enter(staff), issuer: identity.issuer, client: CLIENT },
    now: () => systemClock.now() + turned,
    /** Everything that arrived, newest first. */
    arrived: mailbox.arrived,
    /** The characters of the newest captcha. */
    lastCharacters: (): string => drawn.at(-1) ?? '',
    turnClock(ms: number): void {
      turned += ms
    },
    /** Calls Regain as the site's own back end. */
    call: (method: string, path: string, body?: object) =>
      fetch(server + path, {
        method,
        headers: { 'authorization': `Bearer ${site.secretKey}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }),
    /** A new person, unknown to other tests. */
    async addAccount(
      more: { phone?: boolean; handle?: boolean; secondEmail?: boolean; status?: string; assurance?: 'aal2' } = {},
    ): Promise<Account> {
      accounts += 1
      const id = `person-${accounts}`
      const account: Account = {
        id,
        email: `${id}@example.com`,
        password: 'old lanterns never rust',
        ...(more.phone && { phone: `+4915112${String(345_600 + accounts)}` }),
        ...(more.handle && { handle: `live:.cid.${id}` }),
      }
      const { email, phone, handle, password } = account
      const reply = await this.call('PUT', `/v1/accounts/${id}`, {
        identifiers: [
          { kind: 'email', value: email },
          ...(phone ? [{ kind: 'phone', value: phone }] : []),
          ...(handle ? [{ kind: 'handle', value: handle }] : []),
        ],
        destinations: [
          { channel: 'email', value: email, verified: true },
          ...(more.secondEmail ? [{ channel: 'email', value: `${id}@mail.example`, verified: true }] : []),
          ...(phone ? [{ channel: 'phone', value: phone, verified: true }] : []),
        ],
        password,
        ...(more.status && { status: more.status }),
        ...(more.assurance && { assurance: more.assurance }),
      })
      if (reply.status !== 201) throw new Error(`The account was not taken in: ${await reply.text()}`)
      return account
    },
    async close(): Promise<void> {
      await running.stop()
      await Promise.all([shopFront.close(), mailbox.close(), identity?.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
