/** What a request reveals about its sender. */
import type { AddressPrefixes } from './address.ts'

export interface Visitor {
  address: AddressPrefixes
  /** Coarse, e.g. "Firefox on Linux". */
  browser?: string | undefined
  /** IANA name, if the page sent one. */
  timeZone?: string | undefined
  requestId: string
}
