/** The link by which somebody takes their address off an account that is not theirs: sealed, and kept nowhere, so that making one costs the same for everybody. */

import type { Seal } from '../crypto/seal.ts'
import type { AccountDestination } from '../directory/directory.ts'

export interface Disowned {
  /** Its key. */
  site: string
  account: string
  address: Pick<AccountDestination, 'channel' | 'value'>
  /** In ms. */
  since: number
  until: number
}

const CONTEXT = 'link that takes an address off'

/** Security: sealed and authenticated with 128 bits (GCM): nobody but who reads that mailbox has one. */
export const disownLink = (disowned: Disowned, { origin, seal }: { origin: string; seal: Seal }): string =>
  `${origin}/not-mine/${seal.seal(JSON.stringify(disowned), CONTEXT)}`

/** Undefined: too old, or never one. */
export function openDisownLink(token: string, now: number, seal: Seal): Disowned | undefined {
  const text = seal.open(token, CONTEXT)
  const disowned = text === undefined ? undefined : (JSON.parse(text) as Disowned)
  return disowned && disowned.until > now ? disowned : undefined
}
