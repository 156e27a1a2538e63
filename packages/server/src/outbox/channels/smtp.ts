/** Sends mail over a socket; TLS is not negotiable but on loopback (R-1202). */
import { createTransport } from 'nodemailer'
import type { Channel } from '../channel.ts'
import { AT_ONCE } from '../channel.ts'
import type { Delivery } from '../message.ts'
import { writeMail } from '../messages/write-mail.ts'

export interface SmtpSettings {
  /** `smtp://user:pass@host:587` or `smtps://…`. */
  url: string
  from: string
}

const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host)

export function createSmtp({ url, from }: SmtpSettings): Channel {
  const { protocol, hostname, port, username, password } = new URL(url)
  const transport = createTransport({
    pool: true,
    maxConnections: AT_ONCE,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'smtps:' ? 465 : 587)),
    secure: protocol === 'smtps:',
    requireTLS: protocol === 'smtp:' && !isLoopback(hostname),
    ignoreTLS: protocol === 'smtp:' && isLoopback(hostname),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.replace(/^.*@|>.*$/g, '') || hostname
  return {
    name: 'email',
    async deliver(message, messageId, signal) {
      const { subject, text, html } = writeMail(message)
      const sending = transport.sendMail({
        from,
        to: { name: '', address: message.to },
        subject,
        text,
        html,
        messageId: `<${messageId}@${domain}>`,
        // RFC 3834 5: no out-of-office note shall answer it.
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          // R-606, RFC 8058: for reminders alone. What is about security can't be unsubscribed from.
          ...(message.kind === 'reminder' && {
            'List-Unsubscribe': `<${message.stopUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
        },
      })
      return await Promise.race([sending.then((): Delivery => ({ result: 'delivered' }), readFault), givenUp(signal)])
    },
    async probe(signal) {
      const verified = transport.verify().then(
        () => undefined,
        () => 'The mail server does not answer, or refuses our name and password: look at REGAIN_SMTP_URL.',
      )
      return await Promise.race([verified, givenUp(signal).then(() => 'The mail server does not answer in time: look at REGAIN_SMTP_URL.')])
    },
    close: () => transport.close(),
  }
}

function givenUp(signal: AbortSignal): Promise<Delivery> {
  return new Promise((resolve) => {
    const end = (): void => resolve({ result: 'delayed', because: 'no answer in time' })
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}

/** In our own words: a server's may hold addresses. RFC 5321 4.2.1: 5yz is for good, but a refused sign-in is our fault, not the address's. */
function readFault(error: unknown): Delivery {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  if (code === 'EAUTH') return { result: 'delayed', because: 'the mail server refused our sign-in' }
  if (responseCode !== undefined && responseCode >= 500) return { result: 'refused', because: `the mail server refused (${responseCode})` }
  if (responseCode !== undefined) return { result: 'delayed', because: `the mail server asked to wait (${responseCode})` }
  return { result: 'delayed', because: 'the mail server was not reached' }
}
