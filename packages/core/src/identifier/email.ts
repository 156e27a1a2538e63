/** Reads an email address: the form that is mailed, and the form that is compared. */
import type { IdentifierRefusal } from '../problems.ts'
import type { IdentifierRules, ReadName } from './identifier.ts'
import { nameKey, tidy } from './name-key.ts'

// RFC 5321 4.1.2 allows no dot at the start, at the end or twice in a row, but carriers issued such addresses.
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u
// The same section, and RFC 6531 3.3: the text between quotes.
const QUOTED = /^"((?:[^"\\]|\\.)+)"$/u
// Characters allowed in a domain before IDNA reads it: a URL parser would stop at paths, queries and percent signs, or decode them.
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.\u3002\uFF0E\uFF61-]+$/u
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/
// RFC 5321 4.5.3.1.1 and 4.5.3.1.2.
const OCTETS_OF_LOCAL_PART = 64
const OCTETS_OF_DOMAIN = 253

const octets = (text: string): number => encodeURIComponent(text).replaceAll(/%../g, '.').length
// Some small letters compose with a mark and their capital does not (H and U+0331). Without a second NFC one name would have two forms.
const lowerAscii = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()).normalize('NFC')
const asLocalPart = (content: string): string => (LOCAL_PART.test(content) ? content : `"${content.replaceAll(/["\\]/g, '\\$&')}"`)

type ReadEmail = ({ ok: true } & ReadName) | { ok: false; why: Extract<IdentifierRefusal, `email-${string}`> }
const refused = (what: 'local' | 'domain' | 'space' | 'comma' | 'several'): ReadEmail => ({ ok: false, why: `email-${what}` })

export function readEmail(text: string, { localPart, toAsciiDomain }: Pick<IdentifierRules, 'localPart' | 'toAsciiDomain'>): ReadEmail {
  const at = text.lastIndexOf('@')
  const [typedLocal, typedDomain] = [text.slice(0, at), text.slice(at + 1).replace(/[.\u3002\uFF61]+$/u, '')]
  const content = QUOTED.exec(typedLocal)?.[1]?.replaceAll(/\\(.)/gu, '$1')
  if (content === undefined && typedLocal.includes('@')) return refused('several')
  if (typedDomain.includes(' ') || (content === undefined && typedLocal.includes(' '))) return refused('space')
  if (typedDomain.includes(',') || (content === undefined && typedLocal.includes(','))) return refused('comma')
  const local = content ?? typedLocal
  if (local === '' || (content === undefined && !LOCAL_PART.test(local)) || octets(local) > OCTETS_OF_LOCAL_PART) return refused('local')
  const domain = TYPED_DOMAIN.test(typedDomain) ? lowerAscii(toAsciiDomain(typedDomain)) : ''
  if (domain.length > OCTETS_OF_DOMAIN || !DOMAIN.test(domain)) return refused('domain')
  // Mailed as it is, except for the case of A to Z: for other letters, mail systems share no folding.
  const mailed = asLocalPart(localPart === 'same-case' ? lowerAscii(local) : local)
  const compared = asLocalPart(localPart === 'same-case' ? nameKey(local) : local)
  return {
    ok: true,
    identifier: { kind: 'email', value: `${compared}@${domain}` },
    address: `${mailed}@${domain}`,
    written: `${typedLocal}@${typedDomain}`,
  }
}

/** Removes the text around a pasted address: `mailto:`, a label, a display name, a comment, brackets, quotes, the full stop of a sentence. */
export function unwrapped(text: string): string {
  const address = withoutLink(text).replace(LABEL, '')
  const [, name = '', inside] = /^([^<>()[\]]*)[<([] ?([^<>()[\]]*@[^<>()[\]]*?) ?[>)\]][ .,;:!?]*$/u.exec(address) ?? []
  // A name that is itself another address would name two people. Mail programs also write the same address twice.
  const bare = inside !== undefined && (!name.includes('@') || name.includes(inside)) ? inside : address.replace(COMMENT, '')
  const opened = /^"[^"]*"@/u.test(bare) ? bare : bare.replace(/^[<([“”„«»‘’"']+/u, '')
  return tidy(opened.replace(/[\s>)\]}“”«»‘’"'.,;:!?/\\\u3002]+$/u, ''))
}

// "E-mail: ara@example.org", as in a signature or a form.
const LABEL = /^[\p{L}\p{M}-]{1,20}[:：](?=[^@]*@) */u
// A comment after the address (RFC 5322 3.2.2).
const COMMENT = / \([^()@]*\) *$/u

/** Chats and Markdown write a link beside its text. If both contain the same address, that is the address; otherwise there are several. */
function withoutLink(text: string): string {
  const [, before = '', linked, after = ''] = /^(.*?)mailto:([^?|>)\]\s]*)(.*)$/isu.exec(text) ?? []
  if (linked === undefined) return text
  const address = decoded(linked)
  const isSame = (part: string): boolean => !part.includes('@') || (address !== '' && part.includes(address))
  return isSame(before) && isSame(after.replace(/^\?[^|>)\s]*/u, '')) ? address : text.replace(/mailto:/i, '')
}

/** Reads "jane (at) example (dot) org" and "jane at example.org", which people write to hide an address from robots. */
export const withSigns = (text: string): string =>
  text.replace(
    /^([^\s@[({]+)(?: ?[[({] ?at ?[\])}] ?| at )([^\s@[({]+(?:(?:\.| ?[[({] ?dot ?[\])}] ?| dot )[^\s@[({.]+)+)$/iu,
    (_, local: string, domain: string) => `${local}@${domain.replaceAll(/ ?[[({] ?dot ?[\])}] ?| dot /giu, '.')}`,
  )

function decoded(linked: string): string {
  try {
    return decodeURIComponent(linked)
  } catch {
    return linked
  }
}

/** RFC 5321 4.1.2: a local part that is not a dot-atom is quoted. */
export function quotedForMail(address: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  return local.startsWith('"') || !/^\.|\.\.|\.$/.test(local) ? address : `"${local}"${address.slice(at)}`
}
