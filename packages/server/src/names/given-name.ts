/** Reads a name or address that the site sent. If it can't be read, says what to send instead. */
import type { GivenRefusal, Identifier, IdentifierKind } from '@regain/core'
import { looksLikeNumber, parseIdentifier, readGiven } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { realms } from '../db/schema.ts'
import { identifierRules, rulesOfAnyKind } from '../formats/phone-and-domain.ts'
import type { Realm } from '../sites/realm.ts'

/** Each follows the place of the value, as in "identifiers.0.value is empty". */
const refusals: Record<GivenRefusal, string> = {
  'empty': 'is empty',
  'kind-not-accepted': 'is of another kind',
  'character': 'has a control character or an unassigned one: leave it out',
  'invisible': 'has invisible characters, such as a zero-width space: leave them out',
  'too-long': 'is longer than 254 characters',
  'handle-at': 'is a user name with "@": give an email address with the kind email',
  'phone-country': 'is a phone number without its country code: write it like +4930123456, or set the realm’s default country',
  'phone-unknown': 'is not a phone number in use: check its digits, and write it with its country code like +4930123456',
  'phone-extension': 'is a phone number with an extension, which no message reaches: give the number that is dialled directly',
  'email-space': 'has a space: write the address without it, like jane@example.org',
  'email-comma': 'has a comma: write a full stop in its place, like jane@example.org',
  'email-several': 'is more than one email address: give each by itself',
  'email-local': 'has nothing that can be mailed to before its "@": write it like jane@example.org',
  'email-domain': 'has no host name with a full stop after its "@": write it like jane@example.org',
}

export type GivenName = { ok: true; name: Identifier; address: string } | { ok: false; message: string }

/** `name` is compared; messages go to `address`. */
export function readGivenName(kind: IdentifierKind, value: string, { policy }: Pick<Realm, 'policy'>): GivenName {
  const read = readGiven(kind, value, identifierRules(policy))
  return read.ok ? { ok: true, name: read.identifier, address: read.address } : { ok: false, message: refusals[read.why] }
}

/** The name under which tries are counted: a numeric user name is counted as a phone number if it would be read as one. */
export function countedAs(name: Identifier, { policy, numericHandles }: Pick<Realm, 'policy' | 'numericHandles'>): Identifier {
  if (name.kind !== 'handle' || !looksLikeNumber(name.value)) return name
  const read = parseIdentifier(name.value, rulesOfAnyKind(policy, numericHandles))
  return read.ok ? read.identifier : name
}

const hasDigits = (names: readonly Identifier[]): boolean => names.some(({ kind, value }) => kind === 'handle' && looksLikeNumber(value))

/** As soon as a realm has a numeric user name, typed digits are looked up as both kinds. True: this is its first. */
export async function noteNumericHandles(tx: Tx, realm: string, names: readonly Identifier[]): Promise<boolean> {
  if (!hasDigits(names)) return false
  const isFirst = and(eq(realms.id, realm), eq(realms.numericHandles, false))
  const noted = await tx.update(realms).set({ numericHandles: true }).where(isFirst)
  return noted.rowsAffected > 0
}
