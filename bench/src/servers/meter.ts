/** The measured side of a benchmark: reports over IPC what this process has used, so that no other process is counted. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** The reply to `child.usage()`; times in milliseconds, memory in bytes. */
export interface Usage {
  cpu: number
  rss: number
  /** 99th percentile of the event loop's delay since the last question. */
  lagP99: number
}

const RESOLUTION_MS = 5

/** `commands`: what else the parent can ask for, by name; each takes a number. */
export function meter(port: number, commands: Record<string, (value: number) => void> = {}): void {
  // Nobody asks: to measure the event loop all the time would cost more than the server itself does at rest.
  if (!process.send) return
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  const usage = (): Usage => {
    const { user, system } = process.cpuUsage()
    const lagP99 = Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS)
    delay.reset()
    return { cpu: (user + system) / 1000, rss: process.memoryUsage.rss(), lagP99 }
  }
  process.on('message', ({ id, command, value = 0 }: { id: number; command: string; value?: number }) => {
    commands[command]?.(value)
    process.send?.({ id, usage: usage() })
  })
  // A process without its parent would run forever.
  process.on('disconnect', () => process.exit(0))
  process.send?.({ port })
}
