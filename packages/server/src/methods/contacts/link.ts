/** Where the mails about contacts lead: sealed, and kept nowhere, so that making a link costs the same for everybody. */
import type { Seal } from '../../crypto/seal.ts'

export type ContactLink =
  /** To be one, or to be one no more. */
  | { contact: string }
  /** Asked about one attempt. */
  | { ask: string }
  /** For the owner: the attempt in which contacts are asked. */
  | { flow: string }

const CONTEXT = 'link about contacts'

/** Security: sealed and authenticated with 128 bits (GCM): nobody but who reads that mailbox has one. */
export const contactLink = (link: ContactLink, { origin, seal }: { origin: string; seal: Seal }): string =>
  `${origin}/contacts/${seal.seal(JSON.stringify(link), CONTEXT)}`

export function openContactLink(token: string, seal: Seal): ContactLink | undefined {
  const text = seal.open(token, CONTEXT)
  return text === undefined ? undefined : (JSON.parse(text) as ContactLink)
}
