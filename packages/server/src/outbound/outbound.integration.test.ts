import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, it } from 'vitest'
import { systemChance } from '../world/chance.ts'
import { createOutbound } from './outbound.ts'
import { isPublicAddress } from './public-address.ts'
import { newWebhookSecret, readWebhookSecret, signatureHeaders, toWebhookSecret } from './sign.ts'

const call = { body: '{}', headers: {}, timeoutMs: 10_000 }

describe('an outbound call', () => {
  const inward = [
    'https://127.0.0.1/',
    'https://0/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://2130706433/',
    'https://[::]/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.0.1/',
    'https://100.64.0.1/',
    'https://192.0.0.192/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[ff02::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:7f00:1::]/',
    'https://[2001:db8::1]/',
    'https://localhost/',
    'https://localhost./',
    'https://LOCALHOST/',
  ]
  it.each(inward)('does not reach internal hosts: %s', async (url) => {
    const outbound = createOutbound()
    expect(await outbound.refusal(url)).toMatch(/not public|not found/)
    expect(await outbound.post({ ...call, url })).toMatchObject({ result: 'not-sent' })
  })

  it.each([
    ['http://example.com/', 'must begin with https://'],
    ['ftp://example.com/', 'must begin with https://'],
    ['file:///etc/passwd', 'must begin with https://'],
    ['https://user@example.com/', 'must not contain a name or password'],
    ['https://:secret@example.com/', 'must not contain a name or password'],
    ['https://example.com/#part', 'must not contain a fragment'],
    ['https://example.com:22/', 'must use port 443 or 8443'],
    ['https://example.com:80/', 'must use port 443 or 8443'],
    ['example.com', 'is not a URL'],
  ])('refuses %s', async (url, because) => {
    const outbound = createOutbound({ resolve: async () => [{ address: '93.184.216.34', family: 4 }] })
    expect(await outbound.refusal(url)).toBe(because)
  })

  it('refuses a name as soon as one of its addresses is not public', async () => {
    const resolve = async (host: string) =>
      ['93.184.216.34', ...(host === 'both.example' ? ['127.0.0.1'] : [])].map((address) => ({ address, family: 4 }))
    expect(await createOutbound({ resolve }).refusal('https://public.example/')).toBeUndefined()
    expect(await createOutbound({ resolve }).refusal('https://both.example/')).toBe('resolves to an address that is not public')
  })

  it('resolves again at each call: a name that has moved to an internal address is refused', async () => {
    let address = '93.184.216.34'
    const outbound = createOutbound({ resolve: async () => [{ address, family: 4 }] })
    expect(await outbound.refusal('https://moving.example/')).toBeUndefined()
    address = '127.0.0.1'
    expect(await outbound.post({ ...call, url: 'https://moving.example/' })).toEqual({
      result: 'not-sent',
      because: 'the URL resolves to an address that is not public',
    })
  })

  it('recognises every address outside of the public internet', () => {
    for (const address of ['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001::1'])
      expect(isPublicAddress(address), address).toBe(true)
    for (const address of ['', 'example.com', '::', '4000::1', '5f00::1', '3fff::1', '240.0.0.1', '192.0.2.1'])
      expect(isPublicAddress(address), address).toBe(false)
  })
})

describe('an allowed call', () => {
  let close: (() => Promise<unknown>) | undefined
  afterEach(() => close?.())
  async function listen(listener: RequestListener) {
    const server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    close = () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    }
    const { port } = server.address() as { port: number }
    return port
  }

  it('connects to the address that was checked, under the name that it belongs to', async () => {
    const hosts: (string | undefined)[] = []
    const port = await listen((request, response) => {
      hosts.push(request.headers.host)
      response.end('yes')
    })
    const origin = `http://name-that-no-resolver-knows.example:${port}`
    const outbound = createOutbound({ insecureOrigins: [origin], resolve: async () => [{ address: '127.0.0.1', family: 4 }] })
    expect(await outbound.post({ ...call, url: `${origin}/path` })).toEqual({ result: 'answered', status: 200, text: 'yes' })
    expect(hosts).toEqual([`name-that-no-resolver-knows.example:${port}`])
  })

  it('can be an exception for one exact origin, but not for another port', async () => {
    const port = await listen((_request, response) => response.end())
    const outbound = createOutbound({ insecureOrigins: [`http://127.0.0.1:${port}`] })
    expect(await outbound.refusal(`http://127.0.0.1:${port}/any/path`)).toBeUndefined()
    expect(await outbound.refusal(`http://127.0.0.1:${port + 1}/`)).toBe('must begin with https://')
    expect(await outbound.refusal(`https://127.0.0.1/`)).toBe('resolves to an address that is not public')
  })

  it('follows no redirect, reads no endless answer, and waits no longer than its limit', async () => {
    let reached = 0
    const port = await listen((request, response) => {
      if (request.url === '/redirect') response.writeHead(307, { location: '/reached' }).end()
      else if (request.url === '/reached') reached += 1
      else if (request.url === '/endless') {
        const write = (): boolean => response.write('x'.repeat(16_384), () => void write())
        write()
      }
    })
    const origin = `http://127.0.0.1:${port}`
    const outbound = createOutbound({ insecureOrigins: [origin] })
    expect(await outbound.post({ ...call, url: `${origin}/redirect` })).toMatchObject({ result: 'answered', status: 307 })
    expect(reached).toBe(0)
    expect(await outbound.post({ ...call, url: `${origin}/endless` })).toEqual({ result: 'unanswered', because: 'the answer is too long' })
    expect(await outbound.post({ ...call, url: `${origin}/silent`, timeoutMs: 200 })).toEqual({
      result: 'unanswered',
      because: 'no answer in time',
    })
  })
})

describe('a signature', () => {
  it('equals the reference library’s, over the same bytes', () => {
    const secret = newWebhookSecret(systemChance)
    const signed = { id: 'msg_1', at: Date.now(), body: '{"b":"\u00fc", "a":1}' }
    expect(new Webhook(secret).verify(signed.body, signatureHeaders([secret], signed))).toEqual({ b: 'ü', a: 1 })
    expect(() => new Webhook(secret).verify('{"a":1,"b":"ü"}', signatureHeaders([secret], signed))).toThrow()
    expect(() => new Webhook(newWebhookSecret(systemChance)).verify(signed.body, signatureHeaders([secret], signed))).toThrow()
  })

  it('needs a secret of 24 to 64 bytes', () => {
    for (const size of [24, 32, 64]) expect(readWebhookSecret(toWebhookSecret(systemChance.bytes(size)))?.length).toBe(size)
    for (const size of [0, 23, 65]) expect(readWebhookSecret(toWebhookSecret(systemChance.bytes(size))), String(size)).toBeUndefined()
    for (const text of ['', 'whsec_', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!'])
      expect(readWebhookSecret(text), text).toBeUndefined()
  })
})
