import { BlockList } from 'node:net'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { addressPrefixes } from '../visitor/address.ts'
import type { ForwardedHeader } from '../visitor/forwarded.ts'
import { addressOf } from './visitor.ts'

const PROXY = '10.0.0.7'
const trusted = new BlockList()
trusted.addSubnet('10.0.0.0', 8, 'ipv4')
trusted.addSubnet('fd00::', 8, 'ipv6')

async function seen(header: ForwardedHeader, lines: string, from = PROXY): Promise<string> {
  const app = new Hono()
  const address = addressOf(trusted, () => from, header)
  app.get('/', (c) => c.text(address(c)))
  return await (await app.request('/', { headers: { [header]: lines } })).text()
}

describe('the address of a visitor', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
    ['203.0.113.7:51234, 10.1.1.1:80', '203.0.113.7'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['[fd00::9]:443', 'fd00::9'],
    ['"[2001:db8::1]:443"', '2001:db8::1'],
    ['[2001:db8::1%eth0]:443', '2001:db8::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:51234', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['192.0.2.1, 203.0.113.7:51234 , [fd00::2]:443', '203.0.113.7'],
    ['203.0.113.7:51234, unknown', PROXY],
    ['203.0.113.7:port', PROXY],
    ['203.0.113.7:', PROXY],
    ['[203.0.113.7', PROXY],
    ['203.0.113.999', PROXY],
    ['evil.example', PROXY],
    ['', PROXY],
  ])('is read from X-Forwarded-For: %j', async (line, address) => {
    expect(await seen('x-forwarded-for', line)).toBe(address)
  })

  it.each([
    ['for=192.0.2.60;proto=http;by=203.0.113.43', '192.0.2.60'],
    ['for="192.0.2.60:4711"', '192.0.2.60'],
    ['For="[2001:db8:cafe::17]:4711"', '2001:db8:cafe::17'],
    ['for="[2001:db8:cafe::17]"', '2001:db8:cafe::17'],
    ['by=10.0.0.1; for = 192.0.2.60', '192.0.2.60'],
    ['for=198.51.100.17, for=192.0.2.60', '192.0.2.60'],
    ['for=192.0.2.60, for="10.1.1.1:80";proto=https', '192.0.2.60'],
    ['for="192.0.2.60:_port"', '192.0.2.60'],
    ['for="\\[2001:db8::1\\]"', '2001:db8::1'],
    ['host="a, for=198.51.100.1;x";for=192.0.2.60', '192.0.2.60'],
    ['for=192.0.2.60;host="a\\", for=198.51.100.1"', '192.0.2.60'],
    ['for=unknown', PROXY],
    ['for=_hidden', PROXY],
    ['for=192.0.2.60, for=_proxy', PROXY],
    ['for=192.0.2.60;for=198.51.100.1', PROXY],
    ['192.0.2.60', PROXY],
  ])('is read from Forwarded if a setting says so: %j', async (line, address) => {
    expect(await seen('forwarded', line)).toBe(address)
  })

  it('is the connection’s own if that is not a trusted proxy, whatever the headers say', async () => {
    expect(await seen('x-forwarded-for', '198.51.100.1', '203.0.113.9')).toBe('203.0.113.9')
    expect(await seen('forwarded', 'for=198.51.100.1', '::ffff:203.0.113.9')).toBe('203.0.113.9')
    expect(await seen('x-forwarded-for', '198.51.100.1', '::ffff:10.0.0.7')).toBe('198.51.100.1')
  })

  it('counts as one household, in whatever spelling', () => {
    expect(addressPrefixes('::FFFF:cb00:7107')).toEqual({ address: '203.0.113.7', network: '203.0.113.7' })
    expect(addressPrefixes('2001:db8:0:0:0:0:0:1')).toEqual(addressPrefixes('2001:db8::2'))
  })
})
