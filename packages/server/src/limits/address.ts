/** Reads a network address as limits count it: one household, not one device. */
import { isIPv4, isIPv6 } from 'node:net'

export interface AddressPrefixes {
  /** The IPv4 address, or the IPv6 /64. */
  address: string
  /** The IPv4 address, or the IPv6 /48, which one customer commonly holds (RFC 6177). */
  network: string
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

export function addressPrefixes(ip: string): AddressPrefixes {
  const plain = MAPPED.exec(ip)?.[1] ?? ip.replace(/%.*$/, '')
  if (isIPv4(plain)) return { address: plain, network: plain }
  if (!isIPv6(plain)) return { address: 'unknown', network: 'unknown' }
  const groups = expand(plain)
  return { address: `${groups.slice(0, 4).join(':')}::/64`, network: `${groups.slice(0, 3).join(':')}::/48` }
}

function expand(ip: string): string[] {
  // The WHATWG parser writes every IPv6 address in one canonical form (RFC 5952).
  const canonical = new URL(`http://[${ip}]`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  return tail === undefined ? left : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
}
