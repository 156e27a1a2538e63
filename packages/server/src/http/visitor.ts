/** Reads what a request reveals about its sender: address prefixes and a coarse browser name. */
import { BlockList, isIP, isIPv6 } from 'node:net'
import type { Context } from 'hono'
import { addressPrefixes, canonicalAddress } from '../visitor/address.ts'
import { coarseBrowser } from '../visitor/browser.ts'
import type { ForwardedHeader } from '../visitor/forwarded.ts'
import { readHops } from '../visitor/forwarded.ts'
import type { Visitor } from '../visitor/visitor.ts'

export type AddressOf = (c: Context) => string

/** Walks the header from the right, over trusted proxies, to the first address that is not one. Anything left of it can be forged. */
export function addressOf(trusted: BlockList, socketAddress: AddressOf, header: ForwardedHeader = 'x-forwarded-for'): AddressOf {
  const isTrusted = (ip: string): boolean => isIP(ip) !== 0 && trusted.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4')
  return (c) => {
    let address = plain(socketAddress(c))
    if (!isTrusted(address)) return address
    const hops = readHops[header](c.req.header(header) ?? '')
    while (isTrusted(address)) {
      const hop = hops.pop()
      if (hop === undefined) break
      address = hop
    }
    return address
  }
}

/**
 * Whether the caller is a machine in the server's own network: it connects from loopback or a trusted range, by address, and is not a proxy that speaks for
 * somebody else. Security: behind a proxy on loopback everybody connects from there, so the requested host and the headers count too.
 */
export function isInside(trusted: BlockList, socketAddress: AddressOf): (c: Context) => boolean {
  return (c) => {
    const peer = plain(socketAddress(c))
    const isNear = loopback.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4') || trusted.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4')
    const isProxied = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via', 'x-real-ip'].some(
      (name) => c.req.header(name) !== undefined,
    )
    const { hostname } = new URL(c.req.url)
    return isNear && !isProxied && (hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
  }
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const plain = (ip: string): string => canonicalAddress(ip) ?? ip

export const visitorOf = (c: Context, address: AddressOf): Visitor => ({
  address: addressPrefixes(address(c)),
  browser: coarseBrowser(c.req.header('user-agent')),
  requestId: c.get('requestId'),
})
