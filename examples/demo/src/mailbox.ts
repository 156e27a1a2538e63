/** A mailbox and a phone for the demo: what was really sent over SMTP and through an SMS gateway. */
import { EventEmitter, once } from 'node:events'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { Arrived } from './arrived.ts'
import { MAILBOX_SCRIPT, MAILBOX_STYLE, mailboxPage } from './mailbox-page.ts'

export interface Mailbox {
  /** Newest first. */
  arrived: readonly Arrived[]
  close(): Promise<void>
}

/** More than anybody scrolls through; a demo that runs for days must not grow without limit. */
const KEPT = 500

export async function startMailbox(ports: { web: number; smtp: number }): Promise<Mailbox> {
  const arrived: Arrived[] = []
  const bell = new EventEmitter().setMaxListeners(0)
  let count = 0
  const keep = (message: Omit<Arrived, 'id' | 'at'>): void => {
    count += 1
    arrived.unshift({ ...message, id: count, at: new Date() })
    arrived.splice(KEPT)
    bell.emit('arrived')
  }

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      simpleParser(stream).then(({ from, subject = '', text = '', html }) => {
        for (const { address } of session.envelope.rcptTo)
          keep({ kind: 'mail', from: from?.text ?? '', to: address, subject, text, html: html || '' })
        done()
      }, done)
    },
  })
  smtp.listen(ports.smtp, '127.0.0.1')
  await once(smtp.server, 'listening')

  const app = new Hono()
  // The format of Twilio's HTTP interface.
  app.post('/2010-04-01/Accounts/:sid/Messages.json', async (c) => {
    const form = await c.req.parseBody()
    keep({ kind: 'sms', from: String(form.From), to: String(form.To), subject: '', text: String(form.Body), html: '' })
    return c.json({ sid: `SM${count}`, status: 'queued' }, 201)
  })
  app.get('/2010-04-01/Accounts/:sid', (c) => c.json({ status: 'active' }))
  app.get('/api/messages', (c) => c.json(arrived))

  app.get('/', (c) => {
    c.header('content-security-policy', "default-src 'self'; frame-ancestors 'none'")
    const open = Number(c.req.query('mail'))
    return c.html(mailboxPage(arrived, open))
  })
  // Anybody could have written the mail: no script, nothing loaded, and only its own style.
  app.get('/mails/:id', (c) => {
    const mail = arrived.find(({ id, kind }) => kind === 'mail' && id === Number(c.req.param('id')))
    c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-same-origin")
    return mail ? c.html(mail.html) : c.notFound()
  })
  app.get('/mailbox.css', (c) => c.body(MAILBOX_STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/mailbox.js', (c) => c.body(MAILBOX_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  app.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      const ring = () => void stream.writeSSE({ data: 'arrived' })
      bell.on('arrived', ring)
      await new Promise<void>((gone) => stream.onAbort(gone))
      bell.off('arrived', ring)
    }),
  )
  const web = serve({ fetch: app.fetch, port: ports.web, hostname: '127.0.0.1' }) as Server
  await once(web, 'listening')
  return {
    arrived,
    async close() {
      const closed = Promise.all([once(web, 'close'), new Promise<void>((done) => smtp.close(done))])
      web.close()
      web.closeAllConnections()
      await closed
    },
  }
}
