/** Runs the whole server until it must stop, and then finishes the requests in progress. */
import { readFileSync } from 'node:fs'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { pino } from 'pino'
import { createChain } from '../audit/chain.ts'
import { deriveKeys } from '../crypto/keys.ts'
import { createSeal } from '../crypto/seal.ts'
import { readEpoch } from '../db/epoch.ts'
import { openDatabase } from '../db/open-database.ts'
import { addressOf, isInside } from '../http/visitor.ts'
import { createMetrics } from '../metrics/create-metrics.ts'
import { createOutbound } from '../outbound/outbound.ts'
import { createTally } from '../overview/tally.ts'
import { describeFault } from '../problems/describe-fault.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Config } from '../settings/config.ts'
import { SettingRefused } from '../settings/config.ts'
import { upgradeNames } from '../upgrade/upgrade-names.ts'
import type { CountryOf } from '../visitor/country.ts'
import { readCountries } from '../visitor/country.ts'
import { createChannels } from '../wiring/create-channels.ts'
import { createDeps } from '../wiring/deps.ts'
import type { Chance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import { createApp } from './app.ts'
import { closeServer, listen } from './listen.ts'
import { startJobs } from './start-jobs.ts'

export interface Running {
  port: number
  stop(): Promise<void>
}

function openCountries(file: string): CountryOf {
  let content: Buffer
  try {
    content = readFileSync(file)
  } catch {
    throw new SettingRefused(`REGAIN_GEOIP_DATABASE names a file that cannot be read: ${file}`)
  }
  const countryOf = readCountries(content)
  if (!countryOf) throw new SettingRefused(`REGAIN_GEOIP_DATABASE names a file that is not a database in the MaxMind DB format: ${file}`)
  return countryOf
}

export async function serve(config: Config, world: { clock: Clock; chance: Chance }): Promise<Running> {
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  for (const line of config.notes) log.info(line)
  const keys = deriveKeys(config.secret)
  const chain = createChain(keys)
  const countryOf = config.geoipDatabase === undefined ? undefined : openCountries(config.geoipDatabase)
  const db = await openDatabase(config.database, world.chance, chain.append)
  // The secret is checked before: names are digested with it.
  const epoch = await readEpoch(db, keys, world.chance)
  await upgradeNames({ db, keys, seal: createSeal(keys, 'sealed-column', world.chance), clock: world.clock })
  const outbound = createOutbound({ insecureOrigins: config.insecureOutbound })
  const channels = createChannels(config, { keys, outbound, clock: world.clock })
  const deps = createDeps({
    secret: config.secret,
    origin: config.origin,
    epoch,
    db,
    channels,
    senders: { ...(config.mailFrom && { email: config.mailFrom }), ...(config.smsFrom && { phone: config.smsFrom }) },
    outbound,
    ...(countryOf && { countryOf }),
    onDirectoryFault: (fault) => log.warn(fault, 'directory call failed'),
    onRealmFault: (fault) => log.error(fault, 'shut: its settings cannot be read'),
    ...world,
  })
  const metrics = createMetrics({ db, clock: world.clock }, { process: true })
  await metrics.start()
  const tally = createTally()
  const socketAddress = (c: Context) => getConnInfo(c).remote.address ?? ''
  const stopping = new AbortController()
  const app = createApp(deps, {
    stopping: stopping.signal,
    addressOf: addressOf(config.trustedProxies, socketAddress, config.forwardedHeader),
    isInside: isInside(config.trustedProxies, socketAddress),
    securityContact: config.securityContact,
    metrics,
    onRequest({ fault, ...request }) {
      metrics.request({ ...request, fault })
      const limit = fault instanceof ProblemError ? fault.extras.limit : undefined
      if (limit !== undefined) tally.add(world.clock.now(), '', 'refused', limit)
      // An overloaded server refuses on purpose, thousands of times a second: no fault to look into.
      if (request.status >= 500 && limit === undefined) log.error({ ...request, ...describeFault(fault) }, 'request failed')
      else log.info(request, 'request')
    },
  })
  const jobs = startJobs({
    deps,
    chain,
    tally,
    log,
    onSettled(settled) {
      metrics.message(settled)
      if (settled.channel !== 'nobody' && settled.result !== 'delayed')
        tally.add(world.clock.now(), '', settled.result === 'delivered' ? 'delivered' : 'undelivered', settled.channel)
      log.info(settled, 'message')
    },
  })
  const release = async (): Promise<void> => {
    await jobs.stop()
    await deps.exports.close()
    for (const channel of Object.values(channels)) channel.close()
    await db.close()
  }
  const server = await listen(app.fetch, config).catch(async (error: unknown) => {
    await release()
    throw error
  })
  log.info({ origin: config.origin, port: config.port }, 'listening')
  return {
    port: config.port,
    async stop() {
      stopping.abort()
      await closeServer(server)
      await release()
      log.info('stopped')
    },
  }
}
