/** The worker of the outbox. It sleeps until a message may be due, and extends the leases of messages that it delivers. If it dies, another worker takes them over. */
import { createBell } from '../world/bell.ts'
import { startBeat } from '../world/lease.ts'
import type { OutboxNeeds } from './deliver.ts'
import { attempt, settle } from './deliver.ts'
import type { Lane, OutboxRow } from './lease-due.ts'
import { extendLeases, leaseDue } from './lease-due.ts'

/** How often it looks for what another process has put in, and at the clock, which may have been set. */
const LOOK_MS = 1000
/**
 * Security: after a commit that put a message in, it looks at a random moment within this time. A mail takes the event loop some time, and a decoy's message does not: next to the answer
 * that caused it, the difference could be measured.
 */
const PAUSE_MS = 150

export interface OutboxWorker {
  /** Gives up the messages in progress: they are sent again. */
  stop(): Promise<void>
}

/** Delivers what is due until it is stopped; a fault of the database is waited out. */
export function startOutbox(needs: OutboxNeeds, onFault: (error: unknown) => void): OutboxWorker {
  const { db, clock, chance } = needs
  const held = new Map<OutboxRow, AbortController>()
  const deliveries = new Set<Promise<void>>()
  const hasChanged = db.changes()
  const bell = createBell()
  let isStopped = false
  let full = new Set<Lane>()
  let stopBeat: (() => void) | undefined
  let pause: NodeJS.Timeout | undefined
  const stopListening = db.onWakeOutbox(() => {
    pause ??= setTimeout(() => {
      pause = undefined
      bell.ring()
    }, chance.below(PAUSE_MS))
  })

  async function deliver(row: OutboxRow): Promise<void> {
    const ending = new AbortController()
    held.set(row, ending)
    stopBeat ??= startBeat(() => extendLeases(held.keys(), needs))
    // Let go before the outcome is written, which says when the next try is due: no later beat may overwrite that.
    const outcome = await attempt(row, needs, ending).finally(() => letGo(row))
    await settle(row, outcome, needs)
  }

  function letGo(row: OutboxRow): void {
    held.delete(row)
    if (held.size === 0) {
      stopBeat?.()
      stopBeat = undefined
    }
    if (full.has(row.channel)) bell.ring()
  }

  /** Takes on what is due; when to look again at the latest. */
  async function takeOn(): Promise<number> {
    const found = await leaseDue(held.keys(), needs)
    full = found.full
    // What was leased while it stops is left to another process: begun now, it would only be given up.
    for (const row of isStopped ? [] : found.rows) {
      const delivery = deliver(row)
        .catch(onFault)
        .finally(() => deliveries.delete(delivery))
      deliveries.add(delivery)
    }
    return found.nextAt
  }

  async function sleepUntil(nextAt: number): Promise<void> {
    while (!isStopped) {
      const left = nextAt - clock.now()
      if (left <= 0 || (await bell.sleep(Math.min(left, LOOK_MS))) || (await hasChanged())) return
    }
  }

  const running = (async () => {
    while (!isStopped) {
      const nextAt = await takeOn().catch((error: unknown) => {
        onFault(error)
        return clock.now() + LOOK_MS
      })
      await sleepUntil(nextAt)
    }
    await Promise.all(deliveries)
  })()
  return {
    async stop() {
      stopListening()
      clearTimeout(pause)
      isStopped = true
      for (const ending of held.values()) ending.abort()
      bell.ring()
      await running
    },
  }
}
