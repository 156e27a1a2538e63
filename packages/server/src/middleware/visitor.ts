/** Reads what a request shows of its sender: address prefixes and a coarse browser name. */
import { type BlockList, isIP, isIPv6 } from 'node:net'
import type { Context } from 'hono'
import { addressPrefixes } from '../limits/address.ts'
import type { Visitor } from '../recovery/recovery-deps.ts'

export type AddressOf = (c: Context) => string

/** Walks `X-Forwarded-For` from the right, over proxies that are trusted, to the first address that is not. */
export function addressOf(trusted: BlockList, socketAddress: AddressOf): AddressOf {
  const isTrusted = (ip: string): boolean => isIP(ip) !== 0 && trusted.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4')
  return (c) => {
    let address = plain(socketAddress(c))
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()))
    while (isTrusted(address)) {
      const hop = hops.pop()
      if (hop === undefined || isIP(hop) === 0) break
      address = hop
    }
    return address
  }
}

const plain = (ip: string): string => ip.replace(/^::ffff:(?=\d+\.)/i, '')

export const visitorOf = (c: Context, address: AddressOf): Visitor => ({
  address: addressPrefixes(address(c)),
  browser: coarseBrowser(c.req.header('user-agent')),
  requestId: c.get('requestId'),
})

const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** From a fixed list of words, never the sender's own text. */
function coarseBrowser(agent: string | undefined): string | undefined {
  const browser = browsers.find(([mark]) => agent?.includes(mark))?.[1]
  const system = systems.find(([mark]) => agent?.includes(mark))?.[1]
  return browser && system ? `${browser} (${system})` : browser
}
