/** Unused ports of the loopback, one after the other. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

// Below the range that systems assign themselves (from 32,768 on Linux): a port in it may be taken between this check and its use.
const [FIRST, LAST] = [20_000, 32_000]

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1')
  const isListening = await once(probe, 'listening').then(
    () => true,
    () => false,
  )
  if (isListening) await new Promise((closed) => probe.close(closed))
  return isListening
}

export async function freePorts(count: number): Promise<number[]> {
  const first = randomInt(FIRST, LAST - count)
  const ports = Array.from({ length: count }, (_, n) => first + n)
  const free = await Promise.all(ports.map(isFree))
  return free.every(Boolean) ? ports : await freePorts(count)
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1)
  return port
}
