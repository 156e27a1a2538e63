/** Ships the audit log to a syslog server over TLS (RFC 5425), event by event, and continues where it stopped. */
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { connect } from 'node:tls'
import { asc, gt } from 'drizzle-orm'
import type { Database } from '../db/database.ts'
import { auditEvents } from '../db/schema.ts'
import { storedJson } from '../db/stored-value.ts'
import type { SyslogFormat } from './syslog.ts'
import { frame } from './syslog.ts'

export interface Shipping {
  db: Database
  host: string
  port: number
  /** The only trusted authority, for a receiver with a private certificate. Absent: the platform's authorities. */
  ca?: string | undefined
  format: SyslogFormat
  signal: AbortSignal
  /** Ends when all events are sent, instead of waiting for more. */
  once?: boolean | undefined
  onShipped?(through: number): void
  onFault?(fault: Error): void
}

const PAGE = 500
/** After this many events, or when there are no more, the connection is closed and the position is stored. */
const MOST_PER_CONNECTION = 10_000
const LOOK_MS = 1000
const PATIENCE_MS = 10_000
const LONGEST_PAUSE_MS = 60_000

/** Resolves when stopped, or with `once` when all is sent. With `once`, it rejects if the receiver can't be reached. */
export async function shipEvents(shipping: Shipping): Promise<void> {
  const { db, signal, once, onFault } = shipping
  const hasChanged = db.changes()
  let isBehind = true
  for (let pause = LOOK_MS; !signal.aborted; ) {
    try {
      isBehind ||= await hasChanged()
      if (isBehind && (await shipWaiting(shipping)) > 0) continue
      if (once) return
      isBehind = false
      pause = LOOK_MS
    } catch (error) {
      if (once || !(error instanceof Error)) throw error
      onFault?.(error)
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
    }
    await wait(pause, undefined, { signal }).catch(() => undefined)
  }
}

/**
 * Sends waiting events over one connection. Syslog has no acknowledgement: only a connection that both sides closed properly shows that everything arrived (RFC 5425 4.4).
 * So the position moves only then: nothing is skipped, and an event that is sent again after a fault has the same id.
 */
async function shipWaiting(shipping: Shipping): Promise<number> {
  const { db, host, port, format, signal, onShipped } = shipping
  const position = storedJson<number>(`audit-ship ${host}:${port} ${format}`)
  const pageAfter = (id: number) =>
    db.read.select().from(auditEvents).where(gt(auditEvents.id, id)).orderBy(asc(auditEvents.id)).limit(PAGE)
  let through = (await position.read(db.read)) ?? 0
  let page = await pageAfter(through)
  if (page.length === 0) return 0

  const connection = await open(shipping)
  let sent = 0
  try {
    while (page.length > 0 && sent < MOST_PER_CONNECTION && !signal.aborted) {
      await connection.send(Buffer.concat(page.map((event) => frame(event, format, hostname()))))
      sent += page.length
      through = page.at(-1)?.id ?? through
      page = await pageAfter(through)
    }
    await connection.close()
  } finally {
    connection.drop()
  }
  await db.write((tx) => position.write(tx, through))
  onShipped?.(through)
  return sent
}

async function open({ host, port, ca }: Shipping) {
  const socket = connect({ host, port, servername: isIP(host) ? '' : host, minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) })
  let isOurs = false
  const closed = new Promise<Error | undefined>((resolve) => {
    socket.once('error', resolve)
    // A receiver that closes first may have read nothing.
    socket.once('end', () => isOurs || resolve(new Error('the receiver closed the connection')))
    socket.once('close', () => resolve(undefined))
  })
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('the receiver does not answer')))
  // The receiver's output must be read anyway, or the end of the connection goes unnoticed.
  socket.resume()
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve)
    void closed.then((fault) => reject(fault ?? new Error('the receiver closed the connection')))
  })
  return {
    send: (bytes: Buffer) => new Promise<void>((resolve, reject) => socket.write(bytes, (fault) => (fault ? reject(fault) : resolve()))),
    async close(): Promise<void> {
      isOurs = true
      socket.end()
      const fault = await closed
      if (fault) throw fault
    },
    drop: () => socket.destroy(),
  }
}
