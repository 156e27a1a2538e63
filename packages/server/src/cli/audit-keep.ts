/** `regain audit checkpoint`, `watch`, `export`, `ship`, `prune`: take events out of the audit log, and prune it. */
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { createChain } from '../audit/chain.ts'
import type { Checkpoint } from '../audit/checkpoint.ts'
import { createNotary, readCheckpoints } from '../audit/checkpoint.ts'
import { exportEvents, exportFormats } from '../audit/export-events.ts'
import { makeCheckpoints } from '../audit/make-checkpoints.ts'
import { pruneRecord } from '../audit/prune.ts'
import { record } from '../audit/record.ts'
import { shipEvents } from '../audit/ship-events.ts'
import { syslogFormats } from '../audit/syslog.ts'
import type { Tx } from '../db/database.ts'
import { command, refuse, withDatabase } from './command.ts'
import { appendText, readText, writeNew } from './files.ts'
import { showProgress } from './progress.ts'

const LOOK_MS = 1000

const until = (): AbortSignal => {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  return stopping.signal
}

function readTime(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? refuse(`--${option} must be a day such as 2026-11-24 (UTC), or a time such as 2026-11-24T09:00Z.`) : time
}

const oneOf = <Name extends string>(option: string, names: readonly Name[], text: string): Name =>
  names.find((name) => name === text) ?? refuse(`--${option} must be ${names.join(' or ')}.`)

export const checkpoint = command({
  name: 'checkpoint',
  description: 'make a checkpoint now, and append new ones to a file that is kept elsewhere',
  args: { to: { type: 'string', description: 'the file that gets one JSON line for each', valueHint: 'FILE' } },
  run: ({ to }) =>
    withDatabase(async ({ db, keys, clock }) => {
      await makeCheckpoints({ db, chain: createChain(keys), notary: createNotary(keys), clock }, () => undefined)
      const checkpoints = await readCheckpoints(db.read)
      if (to !== undefined) appendText(to, linesAfter(lastIn(to), checkpoints))
      return { ...checkpoints.at(-1) }
    }),
})

export const watch = command({
  name: 'watch',
  description: 'follow new checkpoints: one JSON line each, to a file, to stdout, or by POST to a URL',
  args: { to: { type: 'string', description: 'stdout if absent', valueHint: 'FILE|https://…' } },
  run: ({ to }) =>
    withDatabase(async ({ db }) => {
      const stop = until()
      const isUrl = to !== undefined && /^https?:/.test(to)
      const hasChanged = db.changes()
      for (let last = to === undefined || isUrl ? 0 : lastIn(to); !stop.aborted; ) {
        for (const one of (await hasChanged()) ? await readCheckpoints(db.read, last) : []) {
          if (isUrl) await post(to, one, stop)
          else if (to === undefined) console.log(JSON.stringify(one))
          else appendText(to, `${JSON.stringify(one)}\n`)
          last = one.number
        }
        await wait(LOOK_MS, undefined, { signal: stop }).catch(() => undefined)
      }
      return undefined
    }),
})

const linesAfter = (last: number, checkpoints: readonly Checkpoint[]): string =>
  checkpoints
    .filter(({ number }) => number > last)
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('')

/** The number of the last checkpoint in an anchor file; 0: none yet. */
function lastIn(file: string): number {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return 0
  }
  const line = text.trimEnd().split('\n').at(-1) ?? ''
  const number = /^\{"number":(\d+),/.exec(line)?.[1]
  return number === undefined && line !== '' ? refuse(`${file} does not end with a checkpoint.`) : Number(number ?? 0)
}

/** The checkpoint is signed, so the call needs no signature of its own. Tries until it is accepted: a witness can't know that it missed one. */
async function post(url: string, one: Checkpoint, stop: AbortSignal): Promise<void> {
  for (let pause = LOOK_MS; !stop.aborted; pause = Math.min(2 * pause, 60_000)) {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(one),
      redirect: 'error',
      signal: AbortSignal.any([stop, AbortSignal.timeout(10_000)]),
    }).catch(() => undefined)
    if (reply?.ok) return
    console.error(`Checkpoint ${one.number} was not taken${reply ? ` (${reply.status})` : ''}; trying again.`)
    await wait(pause, undefined, { signal: stop }).catch(() => undefined)
  }
}

export const exportRecord = command({
  name: 'export',
  description: 'export events as NDJSON or CSV; the export itself is logged',
  args: {
    format: { type: 'string', description: 'ndjson or csv', default: 'ndjson' },
    from: { type: 'string', description: 'from this day or time on', valueHint: 'TIME' },
    before: { type: 'string', description: 'before that one', valueHint: 'TIME' },
    realm: { type: 'string', description: 'of this realm only (its id)', valueHint: 'ID' },
    to: { type: 'string', description: 'a new file; stdout if absent', valueHint: 'FILE' },
  },
  run: ({ format: named, from: since, before: end, realm, to }) =>
    withDatabase(async ({ db, clock }) => {
      const format = oneOf('format', exportFormats, named)
      const [from, before] = [readTime('from', since), readTime('before', end)]
      // Written before it is logged: if the file can't be written, nothing was exported.
      const file = to === undefined ? undefined : writeNew(to)
      await db.write((tx) => recordExport(tx, clock.now(), { format, ...(from && { from }), ...(before && { before }) }, realm))
      const chunks = exportEvents({ reader: db.read, format, realm, from, before, onProgress: showProgress('events') })
      await pipeline(Readable.from(chunks), file ?? process.stdout, { end: file !== undefined })
      return undefined
    }),
})

const recordExport = (tx: Tx, at: number, details: Record<string, string | number>, realm?: string) =>
  record(tx, { at, name: 'audit.exported', actor: 'operator', realm, details })

export const ship = command({
  name: 'ship',
  description: 'send the audit log to a syslog server over TLS (RFC 5425), from the last position, until it is stopped',
  args: {
    to: { type: 'string', description: 'where it listens', required: true, valueHint: 'tls://HOST:6514' },
    format: { type: 'string', description: 'json or cef', default: 'json' },
    ca: { type: 'string', description: 'PEM of the authority to trust, instead of the usual ones', valueHint: 'FILE' },
    once: { type: 'boolean', description: 'send the existing events, and exit' },
  },
  run: ({ to, format, ca, once }) =>
    withDatabase(async ({ db }) => {
      const { protocol, hostname, port } = URL.canParse(to) ? new URL(to) : refuse('--to must look like tls://logs.example.com:6514.')
      if (protocol !== 'tls:' || hostname === '') return refuse('--to must look like tls://logs.example.com:6514.')
      let shipped = 0
      await shipEvents({
        db,
        host: hostname,
        port: Number(port || 6514),
        format: oneOf('format', syslogFormats, format),
        ...(ca !== undefined && { ca: readText(ca) }),
        signal: until(),
        once,
        onShipped: (through) => (shipped = through),
        onFault: (fault) => console.error(`${to}: ${fault.message}; trying again.`),
      })
      return { shipped }
    }),
})

export const prune = command({
  name: 'prune',
  description: 'delete events that are past retention; checkpoints stay, and the rest still verifies',
  args: {
    before: { type: 'string', description: 'delete events of checkpoints made before this time', required: true, valueHint: 'TIME' },
  },
  run: ({ before }) =>
    withDatabase(async ({ db, keys, now }) => {
      const time = readTime('before', before) ?? now
      if (time > now) return refuse('--before must be in the past.')
      const { publicKey } = createNotary(keys)
      const result = await pruneRecord({ db, chain: createChain(keys), publicKey, now, before: time, onProgress: showProgress('events') })
      return 'firstBroken' in result
        ? refuse(`The audit log is broken at event ${result.firstBroken} and was not pruned. Run regain audit verify.`)
        : result
    }),
})
