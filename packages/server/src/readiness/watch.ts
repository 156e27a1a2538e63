/** Recounts each realm after a change (small ones every minute at most, large ones every hour) and sends due reminders. Requests go first. */
import { setTimeout as wait } from 'node:timers/promises'
import { realmsOf } from '../sites/realm.ts'
import { countReadiness } from './count-readiness.ts'
import type { RemindNeeds } from './remind.ts'
import { remindSome } from './remind.ts'

/** Waits fifty times as long as the count took, within these bounds: so counting uses a fiftieth of a process's time at most. `idle`: without accounts, or without a change. */
const REST = { times: 50, least: 60_000, most: 3_600_000, idle: 5000 }
/** Between two pages of accounts. */
const PAUSE_MS = 10
/** A few each second: a million take days, and no code waits for them. */
const REMIND_EVERY_MS = 1000

export function startReadiness(needs: RemindNeeds, onFault: (error: unknown) => void, rest = REST): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const [hasChanged, mayHaveRounds] = [needs.db.changes(), needs.db.changes()]
  let isStale = true
  const pause = async () => {
    await wait(PAUSE_MS)
    signal.throwIfAborted()
    isStale ||= await hasChanged()
  }
  const sleep = (ms: number) => wait(ms, undefined, { signal }).catch(() => undefined)
  const repeat = async (work: () => Promise<number>, ifFault: number) => {
    while (!signal.aborted)
      await sleep(
        await work().catch((error: unknown) => {
          if (!signal.aborted) onFault(error)
          return ifFault
        }),
      )
  }
  let countedAt = 0
  const counting = repeat(async () => {
    const began = needs.clock.now()
    const hasMoved = await hasChanged()
    // Without any change, too, time ends locks and holds.
    if (!isStale && !hasMoved && began - countedAt < rest.most) return rest.idle
    isStale = false
    countedAt = 0
    let accounts = 0
    for (const realm of await realmsOf(needs.sites)) {
      if (realm.webhook) continue
      accounts += (await countReadiness(realm, needs, pause)).accounts
    }
    countedAt = began
    // Looks for the first accounts every few seconds, because that costs almost nothing.
    if (accounts === 0) return rest.idle
    return Math.min(Math.max((needs.clock.now() - began) * rest.times, rest.least), rest.most)
  }, rest.idle)
  let isUnderWay = true
  const reminding = repeat(async () => {
    isUnderWay ||= await mayHaveRounds()
    if (isUnderWay) isUnderWay = await remindSome(needs)
    return isUnderWay ? REMIND_EVERY_MS : rest.idle
  }, rest.idle)
  return {
    async stop() {
      stopping.abort()
      await Promise.all([counting, reminding])
    },
  }
}
