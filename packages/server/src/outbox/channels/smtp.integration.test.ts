import { once } from 'node:events'
import { simpleParser } from 'mailparser'
import type { SMTPServerOptions } from 'smtp-server'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { freePort } from '../../../testing/free-ports.ts'
import { loopbackCertificate } from '../../../testing/loopback-certificate.ts'
import type { Channel } from '../channel.ts'
import type { Message } from '../message.ts'
import { createSmtp } from './smtp.ts'

// This machine by a name that is not a loopback name: as strict as with a server elsewhere.
const ELSEWHERE = '[::ffff:127.0.0.1]'
const message: Message = {
  kind: 'code',
  code: '01234567',
  expiresAt: 600_000,
  channel: 'email',
  to: 'jane@example.com',
  locale: 'en',
  at: 0,
  sender: { siteName: 'Shop', siteOrigin: 'https://shop.example', support: {} },
}
const never = () => new AbortController().signal

describe('a mail server that is not on loopback', () => {
  const open: { close(): unknown }[] = []
  const texts: string[] = []
  afterEach(() => {
    texts.length = 0
    for (const one of open.splice(0)) one.close()
  })

  async function relay(more: SMTPServerOptions): Promise<string> {
    const server = new SMTPServer({
      authOptional: true,
      closeTimeout: 50,
      onData(stream, _session, done) {
        simpleParser(stream).then(({ text }) => {
          texts.push(text ?? '')
          done()
        }, done)
      },
      ...more,
    })
    server.on('error', () => undefined)
    server.listen(0, '127.0.0.1')
    await once(server.server, 'listening')
    open.push({ close: () => server.close(() => undefined) })
    return `smtp://${ELSEWHERE}:${(server.server.address() as { port: number }).port}`
  }
  function channel(url: string, insecure?: true): Channel {
    const made = createSmtp({ url, from: 'no-reply@shop.example', insecure })
    open.push(made)
    return made
  }
  const withoutTls: SMTPServerOptions = { disabledCommands: ['STARTTLS'] }

  it('gets no code without STARTTLS, and the log says what is missing and which setting allows it', async () => {
    const url = await relay(withoutTls)
    const strict = channel(url)
    const { host } = new URL(url)
    const fault = await strict.probe(never())
    expect(fault).toContain(`The mail server ${host} offers no STARTTLS`)
    expect(fault).toContain(`REGAIN_INSECURE_SMTP=${host} sends codes to it unencrypted`)
    expect(await strict.deliver(message, 'a', never())).toEqual({
      result: 'delayed',
      because: 'the mail server offers no TLS that can be trusted',
    })
    expect(texts).toEqual([])
  })

  it('gets codes without STARTTLS if a setting names that server', async () => {
    const insecure = channel(await relay(withoutTls), true)
    expect(await insecure.probe(never())).toBeUndefined()
    expect(await insecure.deliver(message, 'a', never())).toEqual({ result: 'delivered' })
    expect(texts.join()).toContain('01234567')
  })

  it('gets no code with an untrusted certificate, which is distinguished from a missing STARTTLS', async () => {
    const url = await relay(loopbackCertificate)
    for (const [named, at] of [
      ['STARTTLS', url],
      ['TLS from the start', url.replace('smtp:', 'smtps:')],
    ] as const) {
      const fault = await channel(at).probe(never())
      expect(fault, named).not.toContain('REGAIN_INSECURE_SMTP')
    }
    expect(await channel(url).probe(never())).toMatch(/its certificate must be valid for the name in REGAIN_SMTP_URL/)
  })

  it('is named with its setting if it refuses the password or is unreachable', async () => {
    const url = await relay({ ...withoutTls, onAuth: (_auth, _session, done) => done(new Error('no')), allowInsecureAuth: true })
    const signedIn = channel(url.replace('://', '://u:wrong@'), true)
    expect(await signedIn.probe(never())).toMatch(/refuses our name and password: look at REGAIN_SMTP_URL/)
    const gone = channel(`smtp://${ELSEWHERE}:${await freePort()}`, true)
    expect(await gone.probe(never())).toMatch(/does not answer: look at REGAIN_SMTP_URL/)
    expect(await channel('smtp://mail.invalid').probe(never())).toMatch(/has no address: look at the name in REGAIN_SMTP_URL/)
  })
})
