/** Sends requests over connections that stay open, and times each, from its first byte out to its last byte in. */
import { Agent, request } from 'node:http'

export interface Reply {
  status: number
  /** Names and values in the order received. */
  headers: string[]
  text: string
  ms: number
}

export interface Caller {
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  close(): void
}

export function callerOf(port: number, connections: number): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })
  const send = (method: string, path: string, text: string, headers: Record<string, string>): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      const sent = request({ agent, host: '127.0.0.1', port, path, method, headers }, (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('end', () =>
          resolve({
            status: reply.statusCode ?? 0,
            headers: reply.rawHeaders,
            text: Buffer.concat(chunks).toString('utf8'),
            ms: performance.now() - began,
          }),
        )
      })
      sent.once('error', (error: NodeJS.ErrnoException) => {
        // A server may close an idle connection just when it is used again; it has not read such a request (Node's `reusedSocket`).
        if (sent.reusedSocket && error.code === 'ECONNRESET') send(method, path, text, headers).then(resolve, reject)
        else reject(error)
      })
      sent.end(text)
    })
  return {
    get: (path, headers = {}) => send('GET', path, '', headers),
    post(path, body, headers = {}) {
      const text = JSON.stringify(body)
      const length = String(Buffer.byteLength(text))
      return send('POST', path, text, { 'content-type': 'application/json', 'content-length': length, ...headers })
    },
    close: () => agent.destroy(),
  }
}

export function mustBe<Body>(reply: Reply, status: number): Body {
  if (reply.status !== status) throw new Error(`expected ${status}, got ${reply.status}: ${reply.text.slice(0, 300)}`)
  return JSON.parse(reply.text) as Body
}
