/** Starts the server in this process, with the real clock and real chance, and ends it on SIGTERM or Ctrl-C. */
import { readConfig } from './config.ts'
import { systemChance } from './security/chance.ts'
import { systemClock } from './security/clock.ts'
import { serve } from './serve.ts'

export async function main(environment: NodeJS.ProcessEnv): Promise<void> {
  const running = await serve(readConfig(environment), { clock: systemClock, chance: systemChance })
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    void running.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
