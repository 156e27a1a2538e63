/** Puts a bounded load on a server under test, and takes the cost from the server's own measurement. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Child } from '../child.ts'
import type { Usage } from '../servers/meter.ts'
import { quantile } from '../statistics.ts'

export type Operation = () => Promise<unknown>

/** One burst: operations of one kind on one server. */
export interface Burst {
  perSecond: number
  /** Processor time of the server per operation, in ms, including its mail and threads. */
  cpu: number
  /** Milliseconds that each caller waited. */
  p50: number
  p99: number
  /** 99th percentile of the server's event-loop lag, in ms. */
  lagP99: number
  rss: number
}

/** Callers that send the next request only after an answer. */
export const CALLERS = 16

export async function drive(child: Pick<Child, 'usage'>, operations: readonly Operation[], callers = CALLERS): Promise<Burst> {
  const waits: number[] = []
  const left = operations.values()
  const before = await child.usage()
  const began = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (const operation of left) {
        const asked = performance.now()
        await operation()
        waits.push(performance.now() - asked)
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const after = await child.usage()
  const rested = await rest(child)
  const count = operations.length
  return {
    perSecond: count / seconds,
    cpu: (rested.cpu - before.cpu) / count,
    p50: quantile(waits, 0.5),
    p99: quantile(waits, 0.99),
    lagP99: after.lagP99,
    rss: after.rss,
  }
}

const REST_MS = 250
const MOST_RESTS = 40
/** Share of one core that an idle server may still use. */
const IDLE = 0.1

/** Waits until the server is idle. Mail is sent after the answers that caused it: it belongs to their cost, and must not fall into the other system's turn. */
async function rest(child: Pick<Child, 'usage'>): Promise<Usage> {
  let before = await child.usage()
  for (let rests = 0; rests < MOST_RESTS; rests += 1) {
    await wait(REST_MS)
    const now = await child.usage()
    if (now.cpu - before.cpu < REST_MS * IDLE) return now
    before = now
  }
  return before
}

/** How many run at once in the preparation, which is not measured. */
export async function each<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  const left = items.entries()
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      for (const [place, item] of left) results[place] = await work(item)
    }),
  )
  return results
}
