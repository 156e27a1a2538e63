/** Checks for unusual counts and faults after each change, every few seconds at most: opens alerts, ends those that are over, and notifies owners. */
import { setTimeout as wait } from 'node:timers/promises'
import { alerts } from '../db/schema.ts'
import { findCollusion } from './find-collusion.ts'
import type { FaultNeeds } from './find-faults.ts'
import { findFaults } from './find-faults.ts'
import { findSpikes } from './find-spikes.ts'
import { keepAlerts } from './keep-alerts.ts'
import type { OwnerNeeds } from './notify-owners.ts'
import { mayNeedMail, notifyOwners } from './notify-owners.ts'
import { readAlertSettings } from './rules.ts'

export type WatchDeps = FaultNeeds & OwnerNeeds

/** True: something is open, which time alone may end or make worth another mail. `onFault`: one failed check must not hide the others. */
export async function checkAlerts(deps: WatchDeps, onFault: (error: unknown) => void): Promise<boolean> {
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
  if (findings.length === 0 && (await db.read.$count(alerts, mayNeedMail)) === 0) return false
  await db.write(async (tx) => {
    await keepAlerts(tx, findings, settings, now, deps)
    await notifyOwners(tx, settings, now, deps)
  })
  return true
}

const EVERY_MS = 10_000
/** After this number of rounds it looks although nothing was written and nothing is open: a channel may fail by the passing of time. */
const IDLE_ROUNDS = 30

export function startAlerts(deps: WatchDeps, onFault: (error: unknown) => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const hasChanged = deps.db.changes()
  let mayMove = true
  async function look(): Promise<void> {
    mayMove = true
    mayMove = await checkAlerts(deps, onFault)
  }
  const running = (async () => {
    for (let rounds = 1; !stopping.signal.aborted; rounds += 1) {
      await wait(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted || !(mayMove || rounds >= IDLE_ROUNDS || (await hasChanged()))) continue
      rounds = 0
      await look().catch(onFault)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
