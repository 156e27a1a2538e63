/** Invites a recovery contact by mail: somebody the account's owner trusts, who did not ask for it. */
import type { ContactRefusal, Invitation } from '@regain/core'
import { nameKey, parseIdentifier } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { recoveryContacts } from '../db/schema.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { methodsThatWork } from '../flows/recovery-deps.ts'
import { identifierRules } from '../formats/phone-and-domain.ts'
import { mustHaveRoom } from '../limits/room.ts'
import { addressDigest, listContacts } from '../methods/contacts/contacts.ts'
import { contactLink } from '../methods/contacts/link.ts'
import type { Person } from '../methods/contacts/person.ts'
import { INVITATION_MS, sealPerson } from '../methods/contacts/person.ts'
import { putRow, readRow } from '../methods/contract/rows.ts'
import { senderOf } from '../outbox/message.ts'
import { putMessage } from '../outbox/put-message.ts'
import { ProblemError } from '../problems/problem.ts'
import { randomId } from '../world/chance.ts'
import type { Enrolled } from './enrol.ts'
import { newHold, ofAccount, settle } from './set-up-methods.ts'

/** Why the contact was not invited; undefined: they were. */
export async function inviteContact(
  tx: Tx,
  enrolled: Enrolled,
  asked: Invitation,
  deps: RecoveryDeps,
): Promise<ContactRefusal | undefined> {
  const { site, account } = enrolled
  const { policy, id: realm } = site.realm
  if (!methodsThatWork(policy, deps).includes('contacts')) throw new ProblemError('not-found')
  const parsed = parseIdentifier(asked.email, { ...identifierRules(policy), kinds: ['email'] })
  if (!parsed.ok) return 'not-an-address'
  const { address: email, identifier } = parsed
  // Security: a code to the owner's own mailbox is an email code, not another person's approval.
  const own = [...account.destinations.map(({ value }) => value), ...account.identifiers.map(({ value }) => value)]
  if (own.some((value) => nameKey(value) === nameKey(identifier.value))) return 'own'
  const of = ofAccount(enrolled)
  const known = await listContacts(tx, of)
  const address = addressDigest(deps.keys, realm, email)
  if (known.some((one) => one.address === address)) return 'known'
  if (known.length >= policy.contacts.most) return 'full'
  await mustHaveRoom(tx, 'invitationsPerAccountDaily', site.realm, [of.account], deps)
  const heldUntil = await newHold(tx, enrolled, deps)
  const person: Person = { name: asked.name.trim(), email, whose: nameOf(enrolled), accountId: account.id }
  await put(tx, enrolled, person, { address, heldUntil }, deps)
  await settle(tx, enrolled, { method: 'contacts', event: 'method.set-up', heldUntil: 0 }, deps)
  return undefined
}

/** The name by which others may know the account: a name rather than an address. Never text that was typed here, because strangers would get it. */
export function nameOf({ account }: Pick<Enrolled, 'account'>): string {
  const handle = account.identifiers.find(({ kind }) => kind === 'handle')
  return (handle ?? account.identifiers[0])?.value ?? account.id
}

async function put(
  tx: Tx,
  enrolled: Enrolled,
  person: Person,
  { address, heldUntil }: { address: string; heldUntil: number },
  deps: RecoveryDeps,
): Promise<void> {
  const { site, account, now } = enrolled
  const of = ofAccount(enrolled)
  const id = randomId(deps.chance)
  const locale = account.locale ?? 'en'
  const row = { ...of, id, site: site.key, address, person: sealPerson(person, id, deps.seal), locale, since: now, heldUntil }
  await tx.insert(recoveryContacts).values(row)
  if (!(await readRow(tx, of, 'contacts'))) await putRow(tx, of, { method: 'contacts', since: now, heldUntil })
  const message = {
    kind: 'contact-invited' as const,
    channel: 'email' as const,
    to: person.email,
    whose: person.whose,
    url: contactLink({ contact: id }, deps),
    locale,
    at: now,
    sender: senderOf(site),
  }
  await putMessage(tx, { message, realm: site.realm, expiresAt: now + INVITATION_MS }, now, deps)
}
