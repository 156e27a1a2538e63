/** What each figure comes with: date, machine and versions. */
import { readFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os'

export interface Circumstances {
  /** ISO 8601, UTC, to the minute. */
  at: string
  quick: boolean
  node: string
  processor: string
  cores: number
  memoryGiB: number
  system: string
  /** The load of the machine when the part began; above its number of cores, other programs were running. */
  load: number
  versions: Record<string, string>
}

const SHOWN = ['better-auth', '@libsql/client', 'drizzle-orm', '@node-rs/argon2', 'hono', 'nodemailer']

export const circumstances = (quick: boolean): Circumstances => ({
  at: `${new Date().toISOString().slice(0, 16)}Z`,
  quick,
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${arch()}`,
  load: Number((loadavg()[0] ?? 0).toFixed(1)),
  versions: Object.fromEntries(SHOWN.map((name) => [name, installed(name)])),
})

function installed(name: string): string {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'))
  return lock.packages[`node_modules/${name}`]?.version ?? 'unknown'
}
