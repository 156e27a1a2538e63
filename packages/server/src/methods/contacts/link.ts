/** The links of mails about contacts: sealed and not stored, so that making one costs the same for everybody. */
import type { Seal } from '../../crypto/seal.ts'

export type ContactLink =
  /** To accept or decline being a contact, or to stop. */
  | { contact: string }
  /** For a contact who is asked about one attempt. */
  | { ask: string }
  /** For the owner: the attempt in which contacts are asked. */
  | { flow: string }

const CONTEXT = 'link about contacts'

/** Security: sealed and authenticated with 128 bits (GCM), so only the reader of that mailbox has one. */
export const contactLink = (link: ContactLink, { origin, seal }: { origin: string; seal: Seal }): string =>
  `${origin}/contacts/${seal.sealJson(link, CONTEXT)}`

export const openContactLink = (token: string, seal: Seal): ContactLink | undefined => seal.openJson(token, CONTEXT)
