/** Sends requests at a fixed rate, whether or not the server keeps up, over plain sockets: a client that costs more than the server would measure itself. */
import type { Socket } from 'node:net'
import { connect } from 'node:net'

export interface Answer {
  status: number
  /** Milliseconds from the first byte out to the last byte in. */
  ms: number
  hasRetryAfter: boolean
}

export interface Flood {
  answers: Answer[]
  sent: number
  /** Requests that were due while every connection waited for an answer; they were dropped, or the flood would be followed by its own echo. */
  unsent: number
  /** Connections that the server closed or refused. */
  broken: number
}

export interface FloodSettings {
  port: number
  connections: number
  perSecond: number
  seconds: number
  /** The bytes of the next request. */
  next(): string
}

const TICK_MS = 2
/** The end is waited for as long as this. */
const LAST_ANSWERS_MS = 5000

export function flood({ port, connections, perSecond, seconds, next }: FloodSettings): Promise<Flood> {
  const result: Flood = { answers: [], sent: 0, unsent: 0, broken: 0 }
  const idle: Line[] = []
  const lines = new Set<Line>()
  let ended = false

  const sendOne = (): void => {
    const line = idle.pop()
    if (!line) {
      result.unsent += 1
      return
    }
    result.sent += 1
    line.send(next())
  }
  const open = (): void => {
    const line = createLine(port, {
      free: () => idle.push(line),
      answered: (answer) => result.answers.push(answer),
      broken() {
        lines.delete(line)
        const place = idle.indexOf(line)
        if (place >= 0) idle.splice(place, 1)
        if (ended) return
        result.broken += 1
        setTimeout(open, 50)
      },
    })
    lines.add(line)
  }
  for (let count = 0; count < connections; count += 1) open()

  const began = performance.now()
  let counted = 0
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now()
      const elapsed = Math.min(now - began, seconds * 1000)
      for (const all = Math.floor((elapsed / 1000) * perSecond); counted < all; counted += 1) sendOne()
      const over = now - began - seconds * 1000
      if (over < 0 || (idle.length < lines.size && over < LAST_ANSWERS_MS)) return
      clearInterval(timer)
      ended = true
      for (const line of lines) line.close()
      resolve(result)
    }, TICK_MS)
  })
}

interface Line {
  send(request: string): void
  close(): void
}
interface LineEvents {
  free(): void
  answered(answer: Answer): void
  broken(): void
}

/** One connection, one request at a time. Answers carry their length, or are chunked and end with an empty chunk. */
function createLine(port: number, { free, answered, broken }: LineEvents): Line {
  let sentAt = 0
  let received = ''
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true }, free)
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    received += chunk
    const head = received.indexOf('\r\n\r\n')
    if (head < 0 || !isWhole(received, head)) return
    answered({
      status: Number(received.slice(9, 12)),
      ms: performance.now() - sentAt,
      hasRetryAfter: /\r\nretry-after: \d/i.test(received.slice(0, head)),
    })
    received = ''
    free()
  })
  socket.on('error', () => undefined)
  socket.on('close', broken)
  return {
    send(request) {
      sentAt = performance.now()
      socket.write(request, 'latin1')
    },
    close: () => socket.destroy(),
  }
}

function isWhole(received: string, head: number): boolean {
  const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, head))?.[1]
  return length === undefined ? received.endsWith('\r\n0\r\n\r\n') : received.length >= head + 4 + Number(length)
}
