/** Time as a dependency, so that tests can set it. */
import { setTimeout as wait } from 'node:timers/promises'

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
export const STEP_MS = { hour: HOUR_MS, day: DAY_MS } as const
export type Step = keyof typeof STEP_MS

/** When the hour or day began, in UTC. */
export const startOf = (step: Step, at: number): number => at - (at % STEP_MS[step])

export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number
  /** Resolves after this many milliseconds. */
  wait(ms: number): Promise<void>
}

export const systemClock: Clock = { now: () => Date.now(), wait: (ms) => wait(ms) }
