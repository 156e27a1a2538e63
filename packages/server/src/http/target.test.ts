import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createHostCheck } from './target.ts'

async function isFor(origin: string, host: string): Promise<boolean> {
  const app = new Hono()
  const check = createHostCheck(origin)
  app.get('/', (c) => c.json(check(c)))
  return (await (await app.request(`http://${host}/`)).json()) as boolean
}

describe('a host', () => {
  const own = 'https://recover.example.com'
  it.each([
    'recover.example.com',
    'RECOVER.example.com',
    'recover.example.com:443',
    'recover.example.com:80',
    'recover.example.com.',
    'recover.example.com.:443',
  ])('is the same as %s', async (host) => expect(await isFor(own, host)).toBe(true))
  it.each([
    'example.com',
    'recover.example.com:8443',
    'recover.example.com..',
    'recover.example.com.evil.example',
    'evil-recover.example.com',
    'recover.example.co',
    '127.0.0.1',
  ])('is different from %s', async (host) => expect(await isFor(own, host)).toBe(false))
  it('with its own port must be requested with that port', async () => {
    const hosts = ['localhost:4300', 'localhost.:4300', 'localhost', 'localhost:80', 'localhost:443', 'localhost:4301']
    expect(await Promise.all(hosts.map((host) => isFor('http://localhost:4300', host)))).toEqual([true, true, false, false, false, false])
  })
})
