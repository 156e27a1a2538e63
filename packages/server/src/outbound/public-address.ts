/** Tells public internet addresses from all others: somebody who can choose a URL must not reach internal hosts (R-1003). */
import ipaddr from 'ipaddr.js'

/** All that IANA has handed out for use between networks (RFC 4291 2.4); the rest includes `::a.b.c.d`, which stacks may read as IPv4. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3')

/** `unicast` is what remains without private, loopback, link-local, carrier-grade NAT, mapped, 6to4, NAT64, multicast and reserved ranges. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.parse(text)
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST))
}

/** Of an address as limits count it, or of an IPv6 network. */
export const isPublicPrefix = (prefix: string): boolean => isPublicAddress(prefix.replace(/\/\d+$/, ''))
