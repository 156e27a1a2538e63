/** A real SMS gateway for tests, with Twilio's HTTP interface: it keeps the messages that arrive, and its answers can be set. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

export interface SmsGateway {
  url: string
  texts: { to: string; body: string }[]
  /** The HTTP status it answers with; `hangs`: none. */
  behaviour: number | 'hangs'
  close(): Promise<void>
}

export async function openSmsGateway(): Promise<SmsGateway> {
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request))
    if (gateway.behaviour === 'hangs') return
    if (gateway.behaviour < 300) gateway.texts.push({ to: form.get('To') ?? '', body: form.get('Body') ?? '' })
    response.writeHead(gateway.behaviour, { 'content-type': 'application/json' }).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const gateway: SmsGateway = {
    url: `twilio://AC1:token@127.0.0.1:${port}`,
    texts: [],
    behaviour: 201,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return gateway
}
