/** Distinguishes public internet addresses from all others: a person who can choose a URL must not reach internal hosts (R-1003). */
import ipaddr from 'ipaddr.js'

/** Everything that IANA has assigned for global use (RFC 4291 2.4). The rest includes `::a.b.c.d`, which stacks may read as IPv4. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3')

/** `unicast` excludes private, loopback, link-local, carrier-grade NAT, mapped, 6to4, NAT64, multicast and reserved ranges. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.parse(text)
  return address.range() === 'unicast' && (address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST))
}

/** For an address as limits count it, or an IPv6 network. */
export const isPublicPrefix = (prefix: string): boolean => isPublicAddress(prefix.replace(/\/\d+$/, ''))
