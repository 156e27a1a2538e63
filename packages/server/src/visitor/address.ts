/** Reads network addresses, and groups them as limits count them: by household, not by device. */
import { isIPv4, isIPv6 } from 'node:net'

export interface AddressPrefixes {
  /** The IPv4 address, or the IPv6 /64. */
  address: string
  /** The IPv4 address, or the IPv6 /48, which one customer commonly holds (RFC 6177). */
  network: string
}

/** One spelling for each address (RFC 5952), with IPv4 inside IPv6 as IPv4. Undefined: not an address. */
export function canonicalAddress(ip: string): string | undefined {
  if (isIPv4(ip)) return ip
  const bare = ip.replace(/%.*$/, '')
  if (!isIPv6(bare)) return undefined
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1)
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? []
  if (high === undefined || low === undefined) return canonical
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)]
  return [a >> 8, a & 255, b >> 8, b & 255].join('.')
}

/** A port may be a name (RFC 7239 section 6.2). */
const WITH_PORT = /^\[([^\]]*)\](?::(?:\d{1,5}|_[\w.-]+))?$|^([^:]*):(?:\d{1,5}|_[\w.-]+)$/

/** An address as proxies write it: in brackets, in quotation marks, or with a port (`203.0.113.7:51234`, `"[2001:db8::1]:443"`). */
export function readAddress(text: string): string | undefined {
  const bare = text.trim().replace(/^"(.*)"$/, '$1')
  const [, bracketed, plain] = WITH_PORT.exec(bare) ?? []
  return canonicalAddress(bracketed ?? plain ?? bare)
}

export function addressPrefixes(ip: string): AddressPrefixes {
  const address = canonicalAddress(ip)
  if (address === undefined) return { address: 'unknown', network: 'unknown' }
  if (isIPv4(address)) return { address, network: address }
  const groups = expand(address)
  return { address: `${groups.slice(0, 4).join(':')}::/64`, network: `${groups.slice(0, 3).join(':')}::/48` }
}

function expand(canonical: string): string[] {
  const [head = '', tail] = canonical.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  return tail === undefined ? left : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
}
