/** A whole server for tests: real database, real mail over a socket, real captchas. Only the clock can be set, and random values can be read. */
import { BlockList } from 'node:net'
import type {
  Answer,
  AskAnswer,
  AsksReply,
  AuditEventName,
  CaptchaReply,
  CaptchaSolution,
  Channel as ChannelName,
  FlowReply,
  PolicyInput,
  Reason,
  SecurityReply,
  StartedReply,
} from '@regain/core'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { asc, eq } from 'drizzle-orm'
import { auditEvents } from '../src/db/schema.ts'
import { isInside } from '../src/http/visitor.ts'
import { createMetrics } from '../src/metrics/create-metrics.ts'
import { createOutbound } from '../src/outbound/outbound.ts'
import { createSmtp } from '../src/outbox/channels/smtp.ts'
import { createTwilio } from '../src/outbox/channels/twilio.ts'
import { deliverDue } from '../src/outbox/deliver.ts'
import type { NewRealm } from '../src/realms/create.ts'
import { createRealm, createSite } from '../src/realms/create.ts'
import { createApp } from '../src/serve/app.ts'
import type { CountryOf } from '../src/visitor/country.ts'
import { createDeps } from '../src/wiring/deps.ts'
import { systemChance } from '../src/world/chance.ts'
import { openMailServer } from './open-mail-server.ts'
import { openSmsGateway } from './open-sms-gateway.ts'
import type { Place } from './open-test-database.ts'
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
  /** Set if a site keeps the accounts itself. */
  webhook?: NewRealm['webhook']
  /** The way to call sites on this machine. */
  insecureOrigins?: readonly string[]
  /** The initial time, in ms; other programs may have a clock of their own. */
  now?: number
  /** The country of an address. */
  countryOf?: CountryOf | undefined
  /** The channels for messages. */
  channels?: readonly ChannelName[]
  /** An existing database with the shop in it: then no realm is created. */
  existing?: { place: Place; shop: Shop }
}

/** The realm with one site that each world has. */
export interface Shop {
  realm: string
  origin: string
  site: Awaited<ReturnType<typeof createSite>>
}

export async function openWorld(
  policy: PolicyInput = {},
  { webhook, insecureOrigins = [], channels = ['email', 'phone'], countryOf, existing, ...begin }: Circumstances = {},
) {
  const { db, settings, close } = await openTestDatabase(existing?.place)
  let now = begin.now ?? Date.UTC(2026, 10, 24, 9)
  const clock = {
    now: () => now,
    async wait(ms: number) {
      now += ms
    },
  }
  const [mail, gateway] = await Promise.all([openMailServer(), openSmsGateway()])
  const { mails } = mail
  const { texts } = gateway
  const senders = { email: 'Corner Shop <no-reply@shop.example>' }
  const all = {
    email: createSmtp({ url: mail.url, from: senders.email }),
    phone: createTwilio({ url: gateway.url, from: '+15005550006' }),
  }
  const open = Object.fromEntries(channels.map((name) => [name, all[name]]))

  const drawn: string[] = []
  const chance = {
    ...systemChance,
    characters(count: number, alphabet: string) {
      const text = systemChance.characters(count, alphabet)
      drawn.push(text)
      return text
    },
  }
  const outbound = createOutbound({ insecureOrigins: [...(webhook ? [new URL(webhook.url).origin] : []), ...insecureOrigins] })
  const deps = createDeps({
    secret: TEST_SECRET,
    origin: ORIGIN,
    epoch: 'test',
    db,
    clock,
    chance,
    channels: open,
    senders,
    outbound,
    ...(countryOf && { countryOf }),
  })
  let address = '192.0.2.1'
  const faults: unknown[] = []
  const metrics = createMetrics({ db, clock }, { process: false })
  const app = createApp(deps, {
    addressOf: () => address,
    isInside: isInside(new BlockList(), () => address),
    metrics,
    onRequest({ fault, ...request }) {
      metrics.request({ ...request, fault })
      if (request.status >= 500) faults.push(fault)
    },
  })
  /** A realm with one site. */
  async function found(name: string, origin: string, ownPolicy: PolicyInput, own: Pick<NewRealm, 'webhook'> = {}) {
    const cheap: PolicyInput = { ...ownPolicy, captcha: { rounds: 1, tries: 2, ...ownPolicy.captcha } }
    // Servers see a change a second later.
    now += 1000
    return await db.write(async (tx) => {
      const needs = { chance, keys: deps.keys, seal: deps.seal, now }
      const made = await createRealm(tx, { name, policy: cheap, ...own }, needs)
      const support = { email: `help@${new URL(origin).hostname}` }
      return { ...made, origin, site: await createSite(tx, { realm: made.realm, name, origins: [origin], support }, needs) }
    })
  }
  const shop: Shop = existing?.shop ?? (await found('Corner Shop', SHOP, policy, webhook && { webhook }))
  const { site, realm } = shop

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
  const captcha = async (kind?: string, at = shop) => {
    const asked = { site: at.site.siteKey, ...(kind && { kind }) }
    const { body } = await call<CaptchaReply>('POST', '/v1/captchas', asked, { origin: at.origin })
    return { id: body.id, solution: await solve(body) }
  }
  const start = (at = shop, reason: Reason = 'forgot-password') =>
    call<StartedReply>('POST', '/v1/flows', { site: at.site.siteKey, reason, locale: 'en' }, { origin: at.origin })
  const answer = (flow: StartedReply, given: Answer, at = shop) =>
    call<FlowReply>('POST', `/v1/flows/${flow.flow.id}/answers`, given, { origin: at.origin, authorization: `Bearer ${flow.token}` })
  /** The current state of the flow for its holder. */
  const look = (flow: StartedReply, at = shop) =>
    call<FlowReply>('GET', `/v1/flows/${flow.flow.id}`, undefined, { origin: at.origin, authorization: `Bearer ${flow.token}` })
  /** A flow that names an account. */
  const name = async (identifier: string, at = shop, reason?: Reason) => {
    const { body: flow } = await start(at, reason)
    const named = await answer(flow, { type: 'identify', identifier, captcha: await captcha(undefined, at) }, at)
    return { flow, named }
  }

  const isTo = ({ to: lists }: (typeof mails)[number], to: string) => [lists].flat().some((list) => list?.text.includes(to))
  const deliver = async () => {
    while ((await deliverDue({ db, clock, chance, seal: deps.seal, channels: deps.channels })) > 0);
  }
  return {
    app,
    db,
    deps,
    metrics,
    realm,
    site,
    settings,
    /** The mail server, and the mail that arrived. */
    mail,
    mails,
    /** The SMS gateway, and the messages that arrived. */
    gateway,
    texts,
    shop,
    found,
    faults,
    back,
    call,
    captcha,
    start,
    answer,
    look,
    name,
    now: () => now,
    turnClock(ms: number) {
      now += ms
    },
    comeFrom(ip: string) {
      address = ip
    },
    deliver,
    /** The texts of everything that arrived at an address, the oldest first; waiting messages are delivered before. */
    async mailsTo(to: string): Promise<string[]> {
      await deliver()
      return mails.flatMap((one) => (isTo(one, to) ? [one.text ?? ''] : []))
    },
    /** The last code that arrived at a phone. */
    codeTexted: (to: string): string => /#(\d+)$/.exec(texts.findLast((one) => one.to === to)?.body ?? '')?.[1] ?? '',
    /** The last code that arrived at an address. */
    codeFor(to: string): string {
      const mail = mails.findLast((one) => isTo(one, to) && /\b\d{8}\b/.test(one.text ?? ''))
      return /\b(\d{8})\b/.exec(mail?.text ?? '')?.[1] ?? ''
    },
    addAccount: (id: string, body: Record<string, unknown>, at = shop) =>
      call('PUT', `/v1/accounts/${id}`, body, { authorization: `Bearer ${at.site.secretKey}` }),
    signIn: (identifier: string, password: string, more: Record<string, unknown> = {}) =>
      call<{ result: string; generation?: number; device?: string }>('POST', '/v1/sign-ins', { identifier, password, ...more }, back),
    /** A person who is signed in at the site opens `<regain-security>`. */
    async enrol(id: string, from = shop.origin) {
      const { body } = await call<{ token: string }>('POST', `/v1/accounts/${id}/enrolments`, undefined, back)
      const headers = { origin: from, authorization: `Bearer ${body.token}` }
      return {
        token: body.token,
        call: <Body>(path: string, sent?: object) => call<Body>('POST', `/v1/security${path}`, sent, headers),
        read: () => call<SecurityReply>('GET', '/v1/security', undefined, headers),
      }
    },
    /** A device on which a person signed in at the site this many hours ago. */
    async device(id: string, hours = 100, from = shop.origin) {
      const signedInAt = new Date(clock.now() - hours * 3_600_000).toISOString()
      const { body } = await call<{ token: string }>('POST', `/v1/accounts/${id}/devices`, { signedInAt }, back)
      const headers = { origin: from, authorization: `Bearer ${body.token}` }
      const look = () => call<AsksReply>('GET', '/v1/security/asks', undefined, headers)
      return {
        headers,
        look,
        asks: async () => (await look()).body.device.asks,
        says: (said: AskAnswer) => call<AsksReply>('POST', '/v1/security/asks', said, headers),
      }
    },
    /** Starts a flow, names the account, chooses the first address of a kind and completes it: the flow is then at its challenge. */
    async toChallenge(
      identifier: string,
      complete: string,
      { at = shop, method, reason }: { at?: typeof shop; method?: string; reason?: Reason } = {},
    ) {
      const { flow, named } = await name(identifier, at, reason)
      const step = named.body.flow?.step
      if (step?.type !== 'choose-method') throw new Error(`at ${step?.type}: ${named.text}`)
      const offer = step.methods.find((one) => method === undefined || one.method === method)
      const chosen = await answer(flow, { type: 'choose-method', ref: offer?.ref ?? '', complete }, at)
      return { flow, named, chosen }
    },
    /** The logged events of a name, the oldest first. */
    async recorded(name: AuditEventName): Promise<Record<string, unknown>[]> {
      const events = await db.read.select().from(auditEvents).where(eq(auditEvents.name, name)).orderBy(asc(auditEvents.id))
      return events.map(({ details }) => JSON.parse(details) as Record<string, unknown>)
    },
    /** Throws if the server had a fault meanwhile. */
    async close() {
      await deps.exports.close()
      for (const channel of Object.values(all)) channel.close()
      await Promise.all([mail.close(), gateway.close()])
      await close()
      if (faults.length > 0) throw new AggregateError(faults, 'the server failed')
    },
  }
}
