/** Exports of the audit log for the console: written in the background to a file on this server, fetched by the operator who asked, and deleted after an hour. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from '../db/database.ts'
import type { Chance } from '../world/chance.ts'
import { randomId } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import { HOUR_MS } from '../world/clock.ts'
import type { Export, ExportFormat } from './export-events.ts'
import { exportEvents } from './export-events.ts'

export type WhatToExport = Pick<Export, 'format' | 'realm' | 'from' | 'before'>

export interface ExportJob {
  id: string
  format: ExportFormat
  state: 'running' | 'done' | 'failed'
  /** Number of events written. */
  done: number
  of: number
  startedAt: number
  /** When its file is deleted. */
  goneAt: number
}

export interface Exports {
  begin(what: WhatToExport, operator: string): ExportJob
  /** The operator's own exports, newest first. */
  list(operator: string): ExportJob[]
  /** Undefined: unknown, another operator's, or not complete. */
  read(id: string, operator: string): { bytes: Readable; format: ExportFormat; startedAt: number } | undefined
  close(): Promise<void>
}

const KEPT_MS = HOUR_MS
/** Each takes disk space: a third export of an operator ends the first. */
const MOST = 2

export function createExports({ db, clock, chance }: { db: Database; clock: Clock; chance: Chance }): Exports {
  const jobs: (ExportJob & { operator: string; stop: AbortController })[] = []
  let folder: Promise<string> | undefined
  async function fileOf(id: string): Promise<string> {
    folder ??= mkdtemp(join(tmpdir(), 'regain-export-'))
    return join(await folder, id)
  }

  async function drop(job: (typeof jobs)[number]): Promise<void> {
    jobs.splice(jobs.indexOf(job), 1)
    job.stop.abort()
    await rm(await fileOf(job.id), { force: true })
  }
  const theirs = (operator: string) => {
    for (const job of jobs.filter(({ goneAt }) => goneAt <= clock.now())) void drop(job)
    return jobs.filter((job) => job.operator === operator && job.goneAt > clock.now())
  }
  const shown = ({ operator: _, stop: __, ...job }: (typeof jobs)[number]): ExportJob => ({ ...job })

  return {
    begin(what, operator) {
      for (const job of theirs(operator).slice(MOST - 1)) void drop(job)
      const startedAt = clock.now()
      const running = { state: 'running' as const, done: 0, of: 0, startedAt, goneAt: startedAt + KEPT_MS }
      const job = { id: randomId(chance), format: what.format, ...running, operator, stop: new AbortController() }
      jobs.unshift(job)
      const chunks = exportEvents({ ...what, reader: db.read, onProgress: (at) => Object.assign(job, at) })
      fileOf(job.id)
        .then((file) => pipeline(Readable.from(chunks), createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal: job.stop.signal }))
        .then(
          () => Object.assign(job, { state: 'done' }),
          () => Object.assign(job, { state: 'failed' }),
        )
      return shown(job)
    },
    list: (operator) => theirs(operator).map(shown),
    read(id, operator) {
      const job = theirs(operator).find((one) => one.id === id && one.state === 'done')
      if (!job) return undefined
      const bytes = Readable.from(
        (async function* () {
          yield* createReadStream(await fileOf(id))
        })(),
        { objectMode: false },
      )
      return { bytes, format: job.format, startedAt: job.startedAt }
    },
    async close() {
      for (const { stop } of jobs) stop.abort()
      if (folder) await rm(await folder, { recursive: true, force: true })
    },
  }
}
