/** A real mail server for tests: it keeps the mail that arrives, and can be made to misbehave. */
import { once } from 'node:events'
import type { ParsedMail } from 'mailparser'
import { simpleParser } from 'mailparser'
import type { SMTPServerOptions } from 'smtp-server'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  url: string
  /** What arrived, in order. */
  mails: ParsedMail[]
  /** The recipients of the envelope. */
  recipients: string[]
  /** How it treats mail: accepts it; refuses recipients with a code and a text; never answers; accepts it without saying so. */
  behaviour: 'takes' | number | 'hangs' | 'takes without a word'
  /** How many milliseconds it takes to say that it has accepted a mail. */
  slowness: number
  /** Closes its port, like a machine that is down. */
  goDown(): Promise<void>
  comeUp(): Promise<void>
  close(): Promise<void>
}

export async function openMailServer(): Promise<MailServer> {
  const settings: SMTPServerOptions = {
    authOptional: true,
    // In strict mode this server rejects quoted local parts (RFC 5321 4.1.2).
    lenientAddressParsing: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 50,
    onRcptTo({ address }, _session, done) {
      if (world.behaviour === 'hangs') return
      if (typeof world.behaviour === 'number') {
        done(Object.assign(new Error(`${address} is odd`), { responseCode: world.behaviour }))
        return
      }
      world.recipients.push(address)
      done()
    },
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        world.mails.push(mail)
        if (world.behaviour === 'takes') setTimeout(done, world.slowness)
      }, done)
    },
  }
  let port = 0
  let server: SMTPServer | undefined
  const world: MailServer = {
    url: '',
    mails: [],
    recipients: [],
    behaviour: 'takes',
    slowness: 0,
    async comeUp() {
      const opened = new SMTPServer(settings)
      // Clients that disconnect in the middle are what these tests are about.
      opened.on('error', () => undefined)
      opened.listen(port, '127.0.0.1')
      await once(opened.server, 'listening')
      port = (opened.server.address() as { port: number }).port
      server = opened
    },
    async goDown() {
      await new Promise<void>((done) => (server ? server.close(() => done()) : done()))
      server = undefined
    },
    close: () => world.goDown(),
  }
  await world.comeUp()
  world.url = `smtp://127.0.0.1:${port}`
  return world
}
