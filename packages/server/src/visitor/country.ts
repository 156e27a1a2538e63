/** Looks up the country of an address in the operator's own file in the MaxMind DB format. No other service is asked (ADR 0905). */
import { isIP } from 'node:net'
import { Reader } from 'mmdb-lib'

/** For an address prefix: two letters (ISO 3166-1), if the file knows it. */
export type CountryOf = (prefix: string) => string | undefined

/** Undefined: not a file in this format. */
export function readCountries(file: Buffer): CountryOf | undefined {
  try {
    const reader = new Reader(file)
    const isWide = reader.metadata.ipVersion === 6
    return (prefix) => {
      const address = prefix.replace(/\/\d+$/, '')
      const version = isIP(address)
      if (version !== 4 && !(version === 6 && isWide)) return undefined
      try {
        return codeOf(reader.get(address))
      } catch {
        // A damaged entry must not break a recovery.
        return undefined
      }
    }
  } catch {
    return undefined
  }
}

/** MaxMind and DB-IP store it under `country`, IPinfo beside it. */
function codeOf(record: unknown): string | undefined {
  const { country, country_code: beside } = (record ?? {}) as { country?: { iso_code?: unknown }; country_code?: unknown }
  const code = country?.iso_code ?? beside
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) ? code : undefined
}
