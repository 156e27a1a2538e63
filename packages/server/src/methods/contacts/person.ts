/** A contact's identity, and whose contact they are: sealed, because a contact may have no account here. */
import { INVITATION_DAYS } from '@regain/core'
import type { Seal } from '../../crypto/seal.ts'
import { DAY_MS } from '../../world/clock.ts'

export const INVITATION_MS = INVITATION_DAYS * DAY_MS

export interface Person {
  /** The name on the owner's own list, in the owner's words; no message contains it. */
  name: string
  /** Canonical. */
  email: string
  /** The name of the account: all that a contact learns about it. */
  whose: string
  /** The directory's id of the account. */
  accountId: string
}

const contextOf = (id: string): string => `contact ${id}`

export const sealPerson = (person: Person, id: string, seal: Seal): string => seal.sealJson(person, contextOf(id))

export function openPerson({ id, person }: { id: string; person: string }, seal: Seal): Person {
  const opened = seal.openJson<Person>(person, contextOf(id))
  if (!opened) throw new Error('the contact cannot be opened with this secret')
  return opened
}

const NOBODY = 'nobody'
const made = new WeakMap<Seal, string>()

/** Security: where there is no contact, this costs the same as opening one. */
export function openDummyPerson(seal: Seal): void {
  const person = made.get(seal) ?? sealPerson({ name: '', email: '', whose: '', accountId: '' }, NOBODY, seal)
  made.set(seal, person)
  openPerson({ id: NOBODY, person }, seal)
}
