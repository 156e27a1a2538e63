/** A mail server that accepts every message and discards it; or, on request, one that accepts connections and never answers. */
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { meter } from './meter.ts'

const port = Number(process.env.PORT)
const listening = (): void => meter(port)

if (process.env.HANGS === 'yes') {
  const server: Server = createServer(() => undefined)
  server.listen(port, '127.0.0.1', listening)
} else {
  new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData(stream, _session, done) {
      stream.resume()
      stream.once('end', () => done())
    },
  }).listen(port, '127.0.0.1', listening)
}
