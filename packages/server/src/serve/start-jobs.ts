/** The server's background jobs, each on its own schedule, until the server stops. */
import type { Logger } from 'pino'
import { startAlerts } from '../alerts/watch.ts'
import type { Chain } from '../audit/chain.ts'
import { createNotary } from '../audit/checkpoint.ts'
import { RecordBroken, startCheckpoints } from '../audit/make-checkpoints.ts'
import { startPurge } from '../db/purge.ts'
import type { OutboxNeeds } from '../outbox/deliver.ts'
import { startOutbox } from '../outbox/start-outbox.ts'
import { startCounting } from '../overview/count-events.ts'
import type { Tally } from '../overview/tally.ts'
import { describeFault } from '../problems/describe-fault.ts'
import { startReadiness } from '../readiness/watch.ts'
import { startDecoyShapes } from '../realms/keep-decoy-shapes.ts'
import type { Deps } from '../wiring/deps.ts'

export interface JobNeeds {
  deps: Deps
  chain: Chain
  tally: Tally
  log: Logger
  onSettled: OutboxNeeds['onSettled']
}

export function startJobs({ deps, chain, tally, log, onSettled }: JobNeeds): { stop(): Promise<void> } {
  const { db, clock, keys } = deps
  const logFault = (what: string) => (fault: unknown) => log.error(describeFault(fault), what)
  const jobs = [
    startOutbox({ ...deps, onSettled }, logFault('outbox failed; trying again')),
    startPurge(db, clock, logFault('purge failed; trying again')),
    startCounting(db, tally, logFault('event counts failed; trying again')),
    startDecoyShapes(db, logFault('decoy shapes failed; trying again')),
    // The log is sent elsewhere, so what it says about checkpoints can't be changed later.
    startCheckpoints(
      { db, chain, notary: createNotary(keys), clock },
      (checkpoint) => log.info({ checkpoint }, 'checkpoint'),
      (fault) =>
        log.error(
          { ...describeFault(fault), ...(fault instanceof RecordBroken && { firstBroken: fault.firstBroken }) },
          'checkpoint failed',
        ),
    ),
    startAlerts({ ...deps, chain }, logFault('alerts failed; trying again')),
    startReadiness(deps, logFault('readiness counts failed; trying again')),
  ]
  return {
    async stop() {
      await Promise.all(jobs.map((job) => job.stop()))
    },
  }
}
