/** Starts the server in this process, with the real clock and real randomness, and stops it on SIGTERM or Ctrl-C. */
import { readConfig } from '../settings/config.ts'
import { systemChance } from '../world/chance.ts'
import { systemClock } from '../world/clock.ts'
import { serve } from './serve.ts'

/** Supervisors commonly kill after ten seconds (R-1109). */
const LONGEST_STOP_MS = 9500

export async function main(environment: NodeJS.ProcessEnv): Promise<void> {
  // Security: the effect of `--disable-proto=delete`, however the program was started.
  Reflect.deleteProperty(Object.prototype, '__proto__')
  const running = await serve(readConfig(environment), { clock: systemClock, chance: systemChance })
  let stopping = false
  const stop = (signal: NodeJS.Signals): void => {
    // A second Ctrl-C stops immediately.
    if (stopping && signal === 'SIGINT') process.exit(1)
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref()
    void running.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
