/** Asks the contacts of an account to read out their codes, once in a flow. For an unknown name, or without contacts, the same number of messages is written and never sent. */
import { languageFor } from '@regain/core'
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { contactAsks } from '../db/schema.ts'
import { browserOf } from '../flows/facts.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { codeDigest, codeOf } from '../methods/contacts/ask.ts'
import type { ContactRow } from '../methods/contacts/contacts.ts'
import { provingContacts } from '../methods/contacts/contacts.ts'
import { contactLink } from '../methods/contacts/link.ts'
import type { Person } from '../methods/contacts/person.ts'
import { openDummyPerson, openPerson } from '../methods/contacts/person.ts'
import { senderOf } from '../outbox/message.ts'
import { putMessage } from '../outbox/put-message.ts'
import { putNotices } from '../outbox/put-notices.ts'
import { randomId } from '../world/chance.ts'
import { mayAsk } from './asking.ts'

export interface Asked {
  /** How many contacts' codes the person has entered so far. */
  heard: number
  /** For the audit log. */
  details: { asked: number; withinBudget?: boolean }
}

/** A place for one contact; empty if there is nobody who can be asked. */
interface Place {
  row?: ContactRow
  person?: Person
}

export async function askContacts(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<Asked> {
  const { row, named } = open.stored
  const before = await tx.select({ heardAt: contactAsks.heardAt }).from(contactAsks).where(eq(contactAsks.flow, row.id))
  // A person who goes back and returns keeps the codes they entered, and no contact is asked twice.
  if (before.length > 0) return { heard: before.filter(({ heardAt }) => heardAt !== null).length, details: { asked: 0 } }

  const { realm } = open.site
  const { most, needed } = realm.policy.contacts
  const account = row.account ?? ''
  const asking = { whom: 'contacts', realm, row, browser: browserOf(open.stored), now: open.now } as const
  const withinBudget = await mayAsk(tx, asking, deps)
  const rows = await provingContacts(tx, { realm: realm.id, account }, open.now)
  const places = Array.from({ length: most }, (_, n) => placeFor(rows[n], named?.destinations ?? [], deps))
  const there = places.filter(({ person }) => person).length
  // Security: with fewer contacts than needed nothing could be proven, so none is asked.
  const ask = withinBudget && named?.decoy === false && there >= needed
  for (const [n, place] of places.entries()) await askOne(tx, open, n, ask ? place : {}, deps)

  const stop = contactLink({ flow: row.id }, deps)
  const notice = { kind: 'account-changed', change: 'contacts-asked', page: stop } as const
  const locale = languageFor(named?.locale, row.locale)
  const to = ask ? named.destinations : []
  await putNotices(tx, { notice, account, to, locale, site: open.site, at: open.now, timeZone: row.timeZone, atLeast: most }, deps)
  return { heard: 0, details: { asked: ask ? there : 0, withinBudget } }
}

function placeFor(row: ContactRow | undefined, own: readonly { value: string }[], { seal }: RecoveryDeps): Place {
  if (!row) {
    openDummyPerson(seal)
    return {}
  }
  const person = openPerson(row, seal)
  // If the contact's address now belongs to the account itself, it is no longer another person's approval.
  return own.some(({ value }) => value === person.email) ? {} : { row, person }
}

async function askOne(
  tx: Tx,
  { stored, site, now }: OpenFlow,
  place: number,
  { row: contact, person }: Place,
  deps: RecoveryDeps,
): Promise<void> {
  const { row } = stored
  const id = randomId(deps.chance)
  await tx.insert(contactAsks).values({
    id,
    realm: site.realm.id,
    flow: row.id,
    account: row.account ?? '',
    contact: contact?.id ?? '',
    address: contact?.address ?? '',
    digest: codeDigest(deps.keys, row.id, codeOf(deps.keys, id, site.realm.policy.code.digits)),
    at: now,
  })
  const message = {
    kind: 'contact-asked' as const,
    channel: 'email' as const,
    to: person?.email ?? '',
    whose: person?.whose ?? '',
    url: contactLink({ ask: id }, deps),
    leaveUrl: contactLink({ contact: contact?.id ?? '' }, deps),
    expiresAt: row.expiresAt,
    locale: languageFor(contact?.locale, row.locale),
    at: now,
    sender: senderOf(site),
  }
  await putMessage(
    tx,
    { message, realm: site.realm, flow: row.id, expiresAt: row.expiresAt, toNobody: !contact, inPlace: `${row.account} ${place}` },
    now,
    deps,
  )
}
