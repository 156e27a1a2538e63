/** Checks every few seconds for unusual counts and faults: opens alerts, ends those that are over, and notifies owners. */
import { setTimeout as wait } from 'node:timers/promises'
import { alerts } from '../db/schema.ts'
import { findCollusion } from './find-collusion.ts'
import type { FaultNeeds } from './find-faults.ts'
import { findFaults } from './find-faults.ts'
import { findSpikes } from './find-spikes.ts'
import { keepAlerts } from './keep-alerts.ts'
import { readAlertSettings } from './rules.ts'
import type { OwnerNeeds } from './tell-owners.ts'
import { tellOwners, untold } from './tell-owners.ts'

export type WatchDeps = FaultNeeds & OwnerNeeds

/** `onFault`: one failed check must not hide the others. */
export async function lookAround(deps: WatchDeps, onFault: (error: unknown) => void): Promise<void> {
  const { db, clock } = deps
  const now = clock.now()
  const { settings } = await readAlertSettings(db.read)
  const looks = [
    findSpikes(db.read, settings.rules, now),
    findFaults(settings.rules, deps),
    findCollusion(db.read, settings.rules, now, deps.seal),
  ]
  const findings = (
    await Promise.all(
      looks.map((look) =>
        look.catch((error: unknown) => {
          onFault(error)
          return []
        }),
      ),
    )
  ).flat()
  if (findings.length === 0 && (await db.read.$count(alerts, untold)) === 0) return
  await db.write(async (tx) => {
    await keepAlerts(tx, findings, settings, now, deps)
    await tellOwners(tx, settings, now, deps)
  })
}

const EVERY_MS = 10_000

export function startAlerts(deps: WatchDeps, onFault: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await wait(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (!stopping.signal.aborted) await lookAround(deps, onFault).catch(onFault)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
