/** The link by which a reader takes their address off somebody else's account: sealed and not stored, so that making one costs the same for everybody. */

import type { Seal } from '../crypto/seal.ts'
import type { AccountDestination } from '../directory/directory.ts'

export interface Disowned {
  /** The purpose of its key. */
  site: string
  account: string
  address: Pick<AccountDestination, 'channel' | 'value'>
  /** In milliseconds. */
  since: number
  until: number
}

const CONTEXT = 'link that takes an address off'

/** Security: sealed and authenticated with 128 bits (GCM), so only the reader of that mailbox has one. */
export const disownLink = (disowned: Disowned, { origin, seal }: { origin: string; seal: Seal }): string =>
  `${origin}/not-mine/${seal.sealJson(disowned, CONTEXT)}`

/** Undefined: expired, or never issued. */
export function openDisownLink(token: string, now: number, seal: Seal): Disowned | undefined {
  const disowned = seal.openJson<Disowned>(token, CONTEXT)
  return disowned && disowned.until > now ? disowned : undefined
}
