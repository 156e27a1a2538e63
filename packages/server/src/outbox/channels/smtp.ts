/** Sends mail over a socket. TLS is required, except on loopback and for a server that a setting names. */
import { quotedForMail } from '@regain/core'
import { createTransport } from 'nodemailer'
import type { Channel } from '../channel.ts'
import { AT_ONCE, DELIVERY_MS } from '../channel.ts'
import type { Delivery } from '../message.ts'
import { writeMail } from '../messages/write-mail.ts'

export interface SmtpSettings {
  /** `smtp://user:pass@host:587` or `smtps://…`. */
  url: string
  from: string
  /** Set if `REGAIN_INSECURE_SMTP` names this server: a relay in the same network that has no TLS. */
  insecure?: true | undefined
}

const isLoopback = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host)

export function createSmtp({ url, from, insecure }: SmtpSettings): Channel {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isPlain = protocol === 'smtp:' && (insecure === true || isLoopback(hostname))
  const server = `${hostname}:${port || (protocol === 'smtps:' ? 465 : 587)}`
  const transport = createTransport({
    pool: true,
    maxConnections: AT_ONCE,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'smtps:' ? 465 : 587)),
    secure: protocol === 'smtps:',
    requireTLS: protocol === 'smtp:' && !isPlain,
    ignoreTLS: isPlain,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: DELIVERY_MS,
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
        // Carriers issued addresses with dots where RFC 5321 allows none. The dots belong to the mailbox's name, so it is quoted.
        to: { name: '', address: quotedForMail(message.to) },
        subject,
        text,
        html,
        messageId: `<${messageId}@${domain}>`,
        // RFC 3834 5: no out-of-office reply may answer it.
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          // R-606, RFC 8058: only for reminders. Nobody can unsubscribe from security messages.
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
        (error: unknown) => `${whyNot(error, server)}.`,
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

interface SmtpFault {
  code?: string
  command?: string
  response?: string
  responseCode?: number
}

/** The server refused STARTTLS. Without an answer, it is the certificate or the handshake. */
const lacksStartTls = ({ code, command, response }: SmtpFault): boolean =>
  code === 'ETLS' && command === 'STARTTLS' && typeof response === 'string'

/** For the operator of this server. */
function whyNot(error: unknown, server: string): string {
  const fault = error as SmtpFault
  if (lacksStartTls(fault))
    return `The mail server ${server} offers no STARTTLS: use a server that does, or smtps://. REGAIN_INSECURE_SMTP=${server} sends codes to it unencrypted, for a network of your own`
  if (fault.code === 'ETLS' || /certificate|altnames|self-signed/i.test(String((error as Error).message)))
    return `The mail server ${server} has no TLS that can be trusted: its certificate must be valid for the name in REGAIN_SMTP_URL`
  if (fault.code === 'EAUTH') return `The mail server ${server} refuses our name and password: look at REGAIN_SMTP_URL`
  if (fault.code === 'EDNS') return `The mail server ${server} has no address: look at the name in REGAIN_SMTP_URL`
  return `The mail server ${server} does not answer: look at REGAIN_SMTP_URL`
}

/** In our own words, because the server's may contain addresses. RFC 5321 4.2.1: 5yz is permanent, but a refused sign-in is our fault, not the address's. */
function readFault(error: unknown): Delivery {
  const { code, responseCode } = error as SmtpFault
  if (code === 'ETLS') return { result: 'delayed', because: 'the mail server offers no TLS that can be trusted' }
  if (code === 'EAUTH') return { result: 'delayed', because: 'the mail server refused our sign-in' }
  if (responseCode !== undefined && responseCode >= 500) return { result: 'refused', because: `the mail server refused (${responseCode})` }
  if (responseCode !== undefined) return { result: 'delayed', because: `the mail server asked to wait (${responseCode})` }
  return { result: 'delayed', because: 'the mail server was not reached' }
}
