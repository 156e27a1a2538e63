/** A whole server for tests: real database, real mail over a socket, real captchas; only time can be turned, and what chance drew be seen. */
import { once } from 'node:events'
import { BlockList } from 'node:net'
import type { Answer, CaptchaReply, CaptchaSolution, FlowReply, PolicyInput, StartedReply } from '@regain/core'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { ParsedMail } from 'mailparser'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { createApp } from '../app.ts'
import { createDeps } from '../deps.ts'
import { createMetrics } from '../metrics/create-metrics.ts'
import { isInside } from '../middleware/visitor.ts'
import { createOutbound } from '../outbound/outbound.ts'
import { createSmtp } from '../outbox/channels/smtp.ts'
import { deliverDue } from '../outbox/deliver.ts'
import type { NewRealm } from '../realms/create.ts'
import { createRealm, createSite } from '../realms/create.ts'
import { systemChance } from '../security/chance.ts'
import { openTestDatabase, TEST_SECRET } from './open-test-database.ts'

export const ORIGIN = 'http://localhost:4300'
export const SHOP = 'https://shop.example'

export interface Reply<Body> {
  status: number
  body: Body
  headers: Headers
  text: string
}

export type TestWorld = Awaited<ReturnType<typeof openWorld>>

export interface Circumstances {
  /** Where a site keeps the accounts itself. */
  webhook?: NewRealm['webhook']
  /** When it begins, in ms; others than ourselves may have a clock of their own. */
  now?: number
}

export async function openWorld(policy: PolicyInput = {}, { webhook, ...begin }: Circumstances = {}) {
  const { db, settings, close } = await openTestDatabase()
  let now = begin.now ?? Date.UTC(2026, 10, 24, 9)
  const clock = {
    now: () => now,
    async wait(ms: number) {
      now += ms
    },
  }
  const mails: ParsedMail[] = []
  const mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        mails.push(mail)
        done()
      }, done)
    },
  })
  mailServer.listen(0, '127.0.0.1')
  await once(mailServer.server, 'listening')
  const { port } = mailServer.server.address() as { port: number }
  const email = createSmtp({ url: `smtp://127.0.0.1:${port}`, from: 'Corner Shop <no-reply@shop.example>' })

  const drawn: string[] = []
  const chance = {
    ...systemChance,
    characters(count: number, alphabet: string) {
      const text = systemChance.characters(count, alphabet)
      drawn.push(text)
      return text
    },
  }
  const outbound = createOutbound({ insecureOrigins: webhook ? [new URL(webhook.url).origin] : [] })
  const deps = createDeps({ secret: TEST_SECRET, db, clock, chance, channels: { email }, outbound })
  let address = '192.0.2.1'
  const faults: unknown[] = []
  const metrics = createMetrics({ db, clock }, { process: false })
  const app = createApp(deps, {
    origin: ORIGIN,
    addressOf: () => address,
    isInside: isInside(new BlockList(), () => address),
    metrics,
    onRequest({ fault, ...request }) {
      metrics.request({ ...request, fault })
      if (request.status >= 500) faults.push(fault)
    },
  })
  const cheap: PolicyInput = { ...policy, captcha: { rounds: 1, tries: 2, ...policy.captcha } }
  const { site, realm } = await db.write(async (tx) => {
    const needs = { chance, keys: deps.keys, seal: deps.seal, now }
    const made = await createRealm(tx, { name: 'main', policy: cheap, ...(webhook && { webhook }) }, needs)
    return {
      ...made,
      site: await createSite(
        tx,
        { realm: made.realm, name: 'Corner Shop', origins: [SHOP], support: { email: 'help@shop.example' } },
        needs,
      ),
    }
  })

  async function call<Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply<Body>> {
    const init: RequestInit = { method, headers: { 'content-type': 'application/json', ...headers } }
    if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
    const reply = await app.request(`${ORIGIN}${path}`, init)
    const text = await reply.text()
    return { status: reply.status, text, headers: reply.headers, body: (text === '' ? undefined : JSON.parse(text)) as Body }
  }

  async function solve(reply: CaptchaReply): Promise<CaptchaSolution> {
    if (reply.kind === 'characters') return drawn.at(-1) ?? ''
    return (await solveChallenge({ challenge: reply.challenge as Parameters<typeof solveChallenge>[0]['challenge'], deriveKey })) ?? ''
  }

  const back = { authorization: `Bearer ${site.secretKey}` }
  const captcha = async (kind?: string) => {
    const { body } = await call<CaptchaReply>('POST', '/v1/captchas', { site: site.siteKey, ...(kind && { kind }) }, { origin: SHOP })
    return { id: body.id, solution: await solve(body) }
  }
  const start = () =>
    call<StartedReply>('POST', '/v1/flows', { site: site.siteKey, reason: 'forgot-password', locale: 'en' }, { origin: SHOP })
  const answer = (flow: StartedReply, given: Answer) =>
    call<FlowReply>('POST', `/v1/flows/${flow.flow.id}/answers`, given, { origin: SHOP, authorization: `Bearer ${flow.token}` })

  return {
    app,
    db,
    deps,
    metrics,
    realm,
    site,
    settings,
    mails,
    faults,
    back,
    call,
    captcha,
    start,
    answer,
    now: () => now,
    turnClock(ms: number) {
      now += ms
    },
    comeFrom(ip: string) {
      address = ip
    },
    deliver: async () => {
      while ((await deliverDue({ db, clock, chance, seal: deps.seal, channels: deps.channels })) > 0);
    },
    /** The last code that arrived at an address. */
    codeFor(to: string): string {
      const mail = mails.findLast((one) => [one.to].flat().some((list) => list?.text.includes(to)) && /\b\d{8}\b/.test(one.text ?? ''))
      return /\b(\d{8})\b/.exec(mail?.text ?? '')?.[1] ?? ''
    },
    addAccount: (id: string, body: Record<string, unknown>) => call('PUT', `/v1/accounts/${id}`, body, back),
    signIn: (identifier: string, password: string, more: Record<string, unknown> = {}) =>
      call<{ result: string; generation?: number; device?: string }>('POST', '/v1/sign-ins', { identifier, password, ...more }, back),
    /** Start, name, choose the first address and complete it: the flow stands at its challenge. */
    async toChallenge(identifier: string, complete: string) {
      const { body: flow } = await start()
      const named = await answer(flow, { type: 'identify', identifier, captcha: await captcha() })
      const step = named.body.flow.step
      if (step.type !== 'choose-method') throw new Error(`at ${step.type}: ${named.text}`)
      const chosen = await answer(flow, { type: 'choose-method', ref: step.methods[0]?.ref ?? '', complete })
      return { flow, named, chosen }
    },
    async close() {
      email.close()
      await new Promise<void>((done) => mailServer.close(() => done()))
      await close()
    },
  }
}
