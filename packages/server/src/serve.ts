/** Runs the whole server until it is told to stop, and then lets what is in hand finish. */
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { serve as serveHttp } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Channel as ChannelName } from '@regain/core'
import type { Context } from 'hono'
import { pino } from 'pino'
import { startAlerts } from './alerts/watch.ts'
import { createApp } from './app.ts'
import { createChain } from './audit/chain.ts'
import { createNotary } from './audit/checkpoint.ts'
import { RecordBroken, startCheckpoints } from './audit/make-checkpoints.ts'
import type { Config } from './config.ts'
import { SettingRefused } from './config.ts'
import { readEpoch } from './db/epoch.ts'
import { openDatabase } from './db/open-database.ts'
import { startPurge } from './db/purge.ts'
import { createDeps } from './deps.ts'
import type { CountryOf } from './limits/country.ts'
import { readCountries } from './limits/country.ts'
import { createMetrics } from './metrics/create-metrics.ts'
import { addressOf, isInside } from './middleware/visitor.ts'
import type { Outbound } from './outbound/outbound.ts'
import { createOutbound } from './outbound/outbound.ts'
import type { Channel } from './outbox/channel.ts'
import { createSmsWebhook, smsWebhookSecret } from './outbox/channels/sms-webhook.ts'
import { createSmtp } from './outbox/channels/smtp.ts'
import { createTwilio } from './outbox/channels/twilio.ts'
import type { OutboxNeeds } from './outbox/deliver.ts'
import { startOutbox } from './outbox/deliver.ts'
import { startCounting } from './overview/count-events.ts'
import { createTally } from './overview/tally.ts'
import { startReadiness } from './readiness/watch.ts'
import { startDecoyShapes } from './realms/keep-decoy-shapes.ts'
import type { Chance } from './security/chance.ts'
import type { Clock } from './security/clock.ts'
import type { Keys } from './security/keys.ts'
import { deriveKeys } from './security/keys.ts'
import { ProblemError } from './security/problem.ts'

export interface Running {
  port: number
  stop(): Promise<void>
}

/** What requests in hand get at the end, of the ten seconds that all of it may take (R-1109). */
const DRAIN_MS = 7000
// requirements.md 0.1: Node's own defaults wait much longer for slow or silent senders, and look for them every 30 s only.
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16_384,
}
const MOST_CONNECTIONS = 10_000

function openCountries(file: string): CountryOf {
  let content: Buffer
  try {
    content = readFileSync(file)
  } catch {
    throw new SettingRefused(`REGAIN_GEOIP_DATABASE names a file that can not be read: ${file}`)
  }
  const countryOf = readCountries(content)
  if (!countryOf) throw new SettingRefused(`REGAIN_GEOIP_DATABASE names a file that is no database in the MaxMind DB format: ${file}`)
  return countryOf
}

export async function serve(config: Config, world: { clock: Clock; chance: Chance }): Promise<Running> {
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const keys = deriveKeys(config.secret)
  const chain = createChain(keys)
  const countryOf = config.geoipDatabase === undefined ? undefined : openCountries(config.geoipDatabase)
  const db = await openDatabase(config.database, world.chance, chain.append)
  const outbound = createOutbound({ insecureOrigins: config.insecureOutbound })
  const channels = createChannels(config, { keys, outbound, clock: world.clock })
  const deps = createDeps({
    secret: config.secret,
    origin: config.origin,
    epoch: await readEpoch(db, keys, world.chance),
    db,
    channels,
    senders: { ...(config.mailFrom && { email: config.mailFrom }), ...(config.smsFrom && { phone: config.smsFrom }) },
    outbound,
    ...(countryOf && { countryOf }),
    onDirectoryFault: (fault) => log.warn(fault, 'directory'),
    ...world,
  })
  const metrics = createMetrics({ db, clock: world.clock }, { process: true })
  await metrics.start()
  const tally = createTally()
  const socketAddress = (c: Context) => getConnInfo(c).remote.address ?? ''
  const stopping = new AbortController()
  const app = createApp(deps, {
    stopping: stopping.signal,
    origin: config.origin,
    addressOf: addressOf(config.trustedProxies, socketAddress),
    isInside: isInside(config.trustedProxies, socketAddress),
    metrics,
    onRequest({ fault, ...request }) {
      metrics.request({ ...request, fault })
      if (fault instanceof ProblemError && fault.extras.limit) tally.add(world.clock.now(), '', 'refused', fault.extras.limit)
      if (request.status >= 500) log.error({ ...request, ...describe(fault) }, 'request failed')
      else log.info(request, 'request')
    },
  })
  const onSettled: OutboxNeeds['onSettled'] = (settled) => {
    metrics.message(settled)
    if (settled.channel !== 'nobody' && settled.result !== 'delayed')
      tally.add(world.clock.now(), '', settled.result === 'delivered' ? 'delivered' : 'undelivered', settled.channel)
    log.info(settled, 'message')
  }
  const outbox = startOutbox({ db, ...world, seal: deps.seal, channels: deps.channels, onSettled }, (fault) =>
    log.error(describe(fault), 'outbox waits'),
  )
  const purging = startPurge(db, world.clock, (fault) => log.error(describe(fault), 'purge waits'))
  const counting = startCounting(db, tally, (fault) => log.error(describe(fault), 'counts wait'))
  const shapes = startDecoyShapes(db, (fault) => log.error(describe(fault), 'decoys wait'))
  // The log goes elsewhere: what it says of the record can not be taken back.
  const checkpoints = startCheckpoints(
    { db, chain, notary: createNotary(keys), clock: world.clock },
    (checkpoint) => log.info({ checkpoint }, 'checkpoint'),
    (fault) => log.error({ ...describe(fault), ...(fault instanceof RecordBroken && { firstBroken: fault.firstBroken }) }, 'no checkpoint'),
  )
  const alerts = startAlerts({ ...deps, chain }, (fault) => log.error(describe(fault), 'alerts wait'))
  const readiness = startReadiness(deps, (fault) => log.error(describe(fault), 'readiness waits'))
  const jobs = [outbox, purging, counting, shapes, checkpoints, alerts, readiness]
  try {
    const server = await listen(app.fetch, config)
    log.info({ origin: config.origin, port: config.port }, 'listening')
    return {
      port: config.port,
      async stop() {
        stopping.abort()
        await closeServer(server)
        await Promise.all(jobs.map((job) => job.stop()))
        await deps.exports.close()
        for (const channel of Object.values(channels)) channel.close()
        await db.close()
        log.info('stopped')
      },
    }
  } catch (error) {
    await Promise.all(jobs.map((job) => job.stop()))
    await db.close()
    throw error
  }
}

export interface ChannelNeeds {
  keys: Keys
  outbound: Outbound
  clock: Clock
}

export function createChannels({ smtpUrl, mailFrom, smsUrl, smsFrom }: Config, needs: ChannelNeeds): Partial<Record<ChannelName, Channel>> {
  return {
    ...(smtpUrl !== undefined && mailFrom !== undefined && { email: createSmtp({ url: smtpUrl, from: mailFrom }) }),
    ...(smsUrl !== undefined && smsFrom !== undefined && { phone: createSms({ url: smsUrl, from: smsFrom }, needs) }),
  }
}

const createSms = (settings: { url: string; from: string }, { keys, ...needs }: ChannelNeeds): Channel =>
  settings.url.startsWith('twilio:') ? createTwilio(settings) : createSmsWebhook({ ...settings, ...needs, secret: smsWebhookSecret(keys) })

// Security: a database error's text may quote a statement's values; only its kinds and places go to the log.
function describe(fault: unknown): Record<string, unknown> {
  const kinds: string[] = []
  for (let cause = fault; cause instanceof Error; cause = cause.cause)
    kinds.push('code' in cause ? `${cause.name} ${String(cause.code)}` : cause.name)
  const stack =
    fault instanceof Error
      ? fault.stack
          ?.split('\n')
          .filter((line) => line.startsWith('    at '))
          .slice(0, 8)
      : undefined
  return { kinds, stack }
}

async function listen(fetch: Parameters<typeof serveHttp>[0]['fetch'], { port, host }: Config): Promise<Server> {
  return await new Promise((resolve, reject) => {
    const server = serveHttp({ fetch, port, hostname: host, overrideGlobalObjects: false, serverOptions: LIMITS }, () =>
      resolve(server),
    ) as Server
    server.maxConnections = MOST_CONNECTIONS
    server.once('error', (error: NodeJS.ErrnoException) => {
      const sentence = whyNotListening[error.code ?? '']?.(port, host)
      reject(sentence === undefined ? error : new SettingRefused(sentence))
    })
  })
}

const notOurs = (_: number, host: string): string => `REGAIN_HOST ${host} is no address of this machine: 127.0.0.1 or 0.0.0.0 always are.`
const whyNotListening: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port) => `REGAIN_PORT ${port} is in use by another program: stop that one, or choose another port.`,
  EACCES: (port) => `REGAIN_PORT ${port} is not for this user to take: choose one above 1023.`,
  EADDRNOTAVAIL: notOurs,
  ENOTFOUND: notOurs,
  EAI_AGAIN: notOurs,
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection that was busy a moment ago is kept alive after its answer: look again until none is left.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}
