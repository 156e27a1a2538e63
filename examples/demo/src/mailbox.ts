/** A mailbox and a phone to look at: what truly went over SMTP, and what an SMS gateway was truly asked to send. */
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { escapeHtml, page } from './page.ts'

export interface Arrived {
  kind: 'mail' | 'sms'
  to: string
  subject: string
  text: string
  html: string
  at: string
}

export interface Mailbox {
  arrived: readonly Arrived[]
  close(): Promise<void>
}

export async function startMailbox(ports: { web: number; smtp: number }): Promise<Mailbox> {
  const arrived: Arrived[] = []
  const keep = (message: Omit<Arrived, 'at'>): void => void arrived.unshift({ ...message, at: new Date().toISOString() })

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        for (const { address } of session.envelope.rcptTo)
          keep({ kind: 'mail', to: address, subject: mail.subject ?? '', text: mail.text ?? '', html: mail.html || '' })
        done()
      }, done)
    },
  })
  smtp.listen(ports.smtp, '127.0.0.1')
  await once(smtp.server, 'listening')

  const app = new Hono()
  app.post('/2010-04-01/Accounts/:sid/Messages.json', async (c) => {
    const form = await c.req.parseBody()
    keep({ kind: 'sms', to: String(form.To), subject: '', text: String(form.Body), html: '' })
    return c.json({ sid: `SM${arrived.length}`, status: 'queued' }, 201)
  })
  app.get('/2010-04-01/Accounts/:sid', (c) => c.json({ status: 'active' }))
  app.get('/api/messages', (c) => c.json(arrived))
  app.get('/', (c) => c.html(page('Mailbox and phone', mailboxPage(arrived), { head: '<meta http-equiv="refresh" content="3">' })))
  const web = serve({ fetch: app.fetch, port: ports.web, hostname: '127.0.0.1' })
  await once(web, 'listening')
  return {
    arrived,
    async close() {
      await Promise.all([new Promise((done) => web.close(done)), new Promise<void>((done) => smtp.close(done))])
    },
  }
}

function mailboxPage(arrived: readonly Arrived[]): string {
  if (arrived.length === 0)
    return '<h1>Mailbox and phone</h1><p>Nothing has arrived yet. Ask for a code in the shop: it shows up here within seconds.</p>'
  return `<h1>Mailbox and phone</h1>${arrived.map(show).join('')}`
}

const show = ({ kind, to, subject, text, html, at }: Arrived): string => `<article class="card">
<p class="quiet">${kind === 'mail' ? 'Mail' : 'Text message'} to <b>${escapeHtml(to)}</b>, ${escapeHtml(at.slice(11, 19))} UTC</p>
${kind === 'mail' ? `<h2>${escapeHtml(subject)}</h2><iframe sandbox title="${escapeHtml(subject)}" srcdoc="${escapeHtml(html)}"></iframe><details><summary>As plain text</summary><pre>${escapeHtml(text)}</pre></details>` : `<pre class="bubble">${escapeHtml(text)}</pre>`}
</article>`
