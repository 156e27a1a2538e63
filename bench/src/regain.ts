/** A separate Regain for a benchmark: a fresh database, one realm, one site, a running server, and its calls. */
import { execFileSync } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Child } from './child.ts'
import { startChild } from './child.ts'
import type { Caller, Reply } from './http.ts'
import { callerOf, mustBe } from './http.ts'

export const regainProgram = fileURLToPath(new URL('../../bin/regain.js', import.meta.resolve('@regain/server')))
const often = { burst: 1_000_000, perSeconds: 1 }

/** Captchas cost almost nothing and no visible limit is reached, or the benchmark would measure the limits. Budgets of one account stay as they are. */
export const POLICY = {
  captcha: { rounds: 1, tries: 2 },
  limits: {
    startPerAddress: often,
    startPerRealm: often,
    captchaPerAddress: often,
    identifyPerAddress: often,
    identifyPerNetwork: often,
    identifyPerRealm: often,
    answerPerAddress: often,
    smsPerRealmDaily: often,
    casePerAddress: often,
  },
}

/** The site's origin; no server listens there. */
export const SHOP = 'http://localhost:1'

export interface RegainPlace {
  url: string
  realm: string
  siteKey: string
  /** The secret key of the site's back end. */
  secretKey: string
  secret: string
}

/** Creates realm and site in a new database at `file`. */
export function createRegain(file: string, policy: object = POLICY, shop: string = SHOP): RegainPlace {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
  return createRegainIn(`file:${file}`, policy, shop)
}

/** The same in an empty database, with the product's own command line. */
export function createRegainIn(url: string, policy: object = POLICY, shop: string = SHOP): RegainPlace {
  const secret = randomBytes(32).toString('base64')
  const regain = (...args: string[]) =>
    JSON.parse(
      execFileSync(process.execPath, [regainProgram, ...args, '--json'], {
        env: { PATH: process.env.PATH, REGAIN_SECRET: secret, REGAIN_DATABASE_URL: url },
        encoding: 'utf8',
      }),
    )
  const { realm } = regain('realm', 'create', 'bench', '--policy', JSON.stringify(policy))
  const { siteKey, secretKey } = regain('site', 'create', 'Bench', '--realm', realm, '--origin', shop)
  return { url, realm, siteKey, secretKey, secret }
}

export const regainEnvironment =
  ({ url, secret }: RegainPlace, smtpPort: number) =>
  (port: number): Record<string, string> => ({
    REGAIN_SECRET: secret,
    REGAIN_DATABASE_URL: url,
    REGAIN_PORT: String(port),
    REGAIN_ORIGIN: `http://127.0.0.1:${port}`,
    REGAIN_SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    REGAIN_MAIL_FROM: 'Bench <no-reply@bench.example>',
    REGAIN_TRUSTED_PROXIES: '127.0.0.0/8',
    REGAIN_LOG_LEVEL: 'warn',
  })

export interface Step {
  type: string
  methods?: { ref: string; method: string }[]
  options?: { challenge: string; rpId: string }
}
export interface FlowReply {
  flow: { id: string; step: Step }
  problem?: { code: string }
}
export interface Flow {
  id: string
  token: string
}

export type Reason = 'forgot-password' | 'cannot-sign-in' | 'compromised'

export interface Regain extends Child {
  captcha(): Promise<{ id: string; solution: unknown }>
  start(reason?: Reason): Promise<Reply>
  answer(flow: Flow, answer: Record<string, unknown>): Promise<Reply>
  turnClock(ms: number): Promise<void>
}

export async function startRegain(place: RegainPlace, smtpPort: number, connections: number): Promise<Regain> {
  const child = await startChild('regain', regainEnvironment(place, smtpPort))
  const caller = callerOf(child.port, connections)
  return {
    ...child,
    ...callsOf(caller, place.siteKey),
    async turnClock(ms) {
      await child.ask('turnClock', ms)
    },
    async stop() {
      caller.close()
      await child.stop()
    },
  }
}

/** Visitors come from ten thousand addresses, as a proxy would report them. */
export const someAddress = (): Record<string, string> => ({ 'x-forwarded-for': `203.0.${randomInt(100)}.${randomInt(100)}` })

/** What a person's browser asks for. */
export function callsOf({ post }: Caller, site: string) {
  return {
    async captcha() {
      const made = mustBe<{ id: string; challenge: Parameters<typeof solveChallenge>[0]['challenge'] }>(
        await post('/v1/captchas', { site }, someAddress()),
        200,
      )
      return { id: made.id, solution: await solveChallenge({ challenge: made.challenge, deriveKey }) }
    },
    start: (reason: Reason = 'forgot-password') => post('/v1/flows', { site, reason, locale: 'en' }, someAddress()),
    answer: ({ id, token }: Flow, answer: Record<string, unknown>) =>
      post(`/v1/flows/${id}/answers`, answer, { authorization: `Bearer ${token}`, ...someAddress() }),
  }
}

export function flowOf(reply: Reply): Flow {
  const { flow, token } = mustBe<FlowReply & { token: string }>(reply, 201)
  return { id: flow.id, token }
}

/** The reply, if the flow is now at `step`. */
export function mustStandAt(reply: Reply, step: string): FlowReply {
  const body = mustBe<FlowReply>(reply, 200)
  if (body.flow.step.type !== step) throw new Error(`expected ${step}, but is at ${reply.text.slice(0, 300)}`)
  return body
}
