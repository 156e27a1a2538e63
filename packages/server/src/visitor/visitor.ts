/** What a request shows of its sender. */
import type { AddressPrefixes } from './address.ts'

export interface Visitor {
  address: AddressPrefixes
  /** Coarse, e.g. "Firefox on Linux". */
  browser?: string | undefined
  /** IANA name, where the page gave one. */
  timeZone?: string | undefined
  requestId: string
}
