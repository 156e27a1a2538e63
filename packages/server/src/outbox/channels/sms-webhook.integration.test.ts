import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deriveKeys } from '../../crypto/keys.ts'
import { createOutbound } from '../../outbound/outbound.ts'
import { systemClock } from '../../world/clock.ts'
import type { Channel } from '../channel.ts'
import type { Message } from '../message.ts'
import { createSmsWebhook, smsWebhookSecret } from './sms-webhook.ts'

const secret = smsWebhookSecret(deriveKeys(new Uint8Array(32).fill(3)))
const message: Message = {
  kind: 'code',
  code: '01234567',
  expiresAt: Date.UTC(2026, 10, 24, 9, 10),
  channel: 'phone',
  to: '+4915112345642',
  locale: 'en',
  at: Date.UTC(2026, 10, 24, 9),
  sender: { siteName: 'Corner Shop', siteOrigin: 'https://shop.example', support: {} },
}

describe("a site's own program for text messages", () => {
  let status = 200
  let calls: unknown[] = []
  let channel: Channel
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      calls.push(new Webhook(secret).verify(body, request.headers as Record<string, string>))
      response.writeHead(status).end()
    })
  })
  beforeEach(async () => {
    status = 200
    calls = []
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const origin = `http://127.0.0.1:${port}`
    const outbound = createOutbound({ insecureOrigins: [origin] })
    channel = createSmsWebhook({ url: `${origin}/sms`, from: 'CornerShop', secret, outbound, clock: systemClock })
  })
  afterEach(() => new Promise((done) => server.close(done)))
  const deliver = () => channel.deliver(message, 'message-1', AbortSignal.timeout(10_000))

  it('gets number, sender and text, signed, with the site and its origin bound to the code', async () => {
    expect(await deliver()).toEqual({ result: 'delivered' })
    expect(calls).toMatchObject([{ type: 'sms.send', data: { to: '+4915112345642', from: 'CornerShop' } }])
    const [{ data }] = calls as [{ data: { text: string } }]
    expect(data.text.split('\n').at(-1)).toBe('@shop.example #01234567')
  })

  it('is called again after a temporary failure, and not after a permanent one', async () => {
    const outcomes = { 200: 'delivered', 204: 'delivered', 302: 'delayed', 401: 'delayed', 422: 'refused', 429: 'delayed', 503: 'delayed' }
    for (const [answered, result] of Object.entries(outcomes)) {
      status = Number(answered)
      expect((await deliver()).result, answered).toBe(result)
    }
  })

  it('is checked by the doctor without sending a message', async () => {
    expect(await channel.probe(AbortSignal.timeout(10_000))).toBeUndefined()
    expect(calls).toMatchObject([{ type: 'sms.probe', data: {} }])
    status = 401
    expect(await channel.probe(AbortSignal.timeout(10_000))).toContain('401')
  })
})
