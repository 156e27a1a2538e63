/** Reads the addresses that proxies report for a request, the nearest last. */
import { readAddress } from './address.ts'

/** The header that the proxies write. The other one is never read, because anybody may have written it. */
export const forwardedHeaders = ['x-forwarded-for', 'forwarded'] as const
export type ForwardedHeader = (typeof forwardedHeaders)[number]

/** Undefined entries have no address. */
export const readHops: Record<ForwardedHeader, (header: string) => (string | undefined)[]> = {
  'x-forwarded-for': (header) => header.split(',').map(readAddress),
  /** RFC 7239 section 4: elements between commas, pairs between semicolons; quoted text may contain either. */
  'forwarded': (header) =>
    split(header, ',').map((element) => {
      const pairs = split(element, ';').map((pair) => /^\s*for\s*=(.*)$/is.exec(pair)?.[1])
      const named = pairs.filter((value) => value !== undefined)
      return named.length === 1 && named[0] !== undefined ? readAddress(named[0].replaceAll(/\\(.)/gs, '$1')) : undefined
    }),
}

function split(text: string, at: ',' | ';'): string[] {
  const parts = ['']
  let quoted = false
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place] ?? ''
    if (sign === '"') quoted = !quoted
    const escaped = quoted && sign === '\\' ? (text[++place] ?? '') : ''
    if (sign === at && !quoted) parts.push('')
    else parts[parts.length - 1] += sign + escaped
  }
  return parts
}
