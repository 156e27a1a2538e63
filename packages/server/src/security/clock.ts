/** Time comes in by the door, so that tests can turn it. */
import { setTimeout as wait } from 'node:timers/promises'

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number
  /** Resolves so many milliseconds later. */
  wait(ms: number): Promise<void>
}

export const systemClock: Clock = { now: () => Date.now(), wait: (ms) => wait(ms) }
