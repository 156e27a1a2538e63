/** Records the answer of an invited contact: yes, no, or later that they no longer want to be one. */
import type { Language } from '@regain/core'
import { and, eq, gt, isNotNull, isNull, or } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Reader, Tx } from '../db/database.ts'
import { recoveryContacts } from '../db/schema.ts'
import { readAccount } from '../directory/read-account.ts'
import { endFlowsBy } from '../flows/end-flow.ts'
import type { ContactRow } from '../methods/contacts/contacts.ts'
import { INVITATION_MS, openPerson } from '../methods/contacts/person.ts'
import { serverMethods } from '../methods/index.ts'
import { putNotices } from '../outbox/put-notices.ts'
import type { AskNeeds } from '../recovery/answer-ask.ts'
import { countVisit } from '../recovery/answer-ask.ts'
import type { Site } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'
import { HOUR_MS } from '../world/clock.ts'

export interface FoundContact {
  site: Site
  row: ContactRow
  whose: string
}

/** Only reads. Undefined: expired, declined, or removed. */
export async function findContact(id: string, { db, clock, seal, sites }: AskNeeds): Promise<FoundContact | undefined> {
  const [row] = await livingContact(db.read, id, clock.now())
  const site = row && (await sites.byKey(row.site))
  return row && site && { site, row, whose: openPerson(row, seal).whose }
}

const livingContact = (from: Pick<Reader, 'select'>, id: string, now: number) =>
  from
    .select()
    .from(recoveryContacts)
    .where(and(eq(recoveryContacts.id, id), or(isNotNull(recoveryContacts.acceptedAt), gt(recoveryContacts.since, now - INVITATION_MS))))

export type ContactAnswer = 'accept' | 'leave'

/** Undefined: there was nothing left to answer. */
export async function answerInvitation(
  id: string,
  answer: ContactAnswer,
  by: { visitor: Visitor; language: Language },
  needs: AskNeeds,
): Promise<FoundContact | undefined> {
  const found = await findContact(id, needs)
  if (!found) return undefined
  return await needs.db.write(async (tx) => {
    await countVisit(tx, found.site, by.visitor, needs)
    const now = needs.clock.now()
    const [row] = await livingContact(tx, id, now)
    if (!row) return undefined
    const changed = answer === 'accept' ? await accept(tx, found, row, by.language, now) : await leave(tx, row, now)
    if (!changed) return found
    await tell(tx, found, answer, now, needs)
    const fact = { actor: 'person', realm: row.realm, site: row.site, account: row.account, requestId: by.visitor.requestId } as const
    const details = { before: row.acceptedAt === null ? 'invited' : 'accepted' }
    await record(tx, { ...fact, at: now, name: answer === 'accept' ? 'contact.accepted' : 'contact.declined', details })
    return found
  })
}

/** The contact counts from now on, or from the end of the hold. Accepting twice changes nothing. */
async function accept(tx: Tx, { site }: FoundContact, row: ContactRow, locale: string, now: number): Promise<boolean> {
  // Not held if the account had nothing older that the hold could protect.
  const heldUntil = row.heldUntil === 0 ? 0 : now + site.realm.policy.hold.newHours * HOUR_MS
  const isFirst = and(eq(recoveryContacts.id, row.id), isNull(recoveryContacts.acceptedAt))
  const accepted = await tx.update(recoveryContacts).set({ acceptedAt: now, heldUntil, locale }).where(isFirst)
  return accepted.rowsAffected === 1
}

async function leave(tx: Tx, { id, realm, account, acceptedAt }: ContactRow, now: number): Promise<boolean> {
  const gone = await serverMethods.contacts.several?.forget(tx, { realm, account }, { id })
  // As when any method is removed: attempts in which it was used end.
  if (gone && acceptedAt !== null) await endFlowsBy(tx, account, 'contacts', now)
  return gone === true
}

async function tell(tx: Tx, { site, row }: FoundContact, answer: ContactAnswer, at: number, needs: AskNeeds): Promise<void> {
  const account = await readAccount(tx, row.realm, openPerson(row, needs.seal).accountId)
  const to = account?.destinations.filter(({ verified }) => verified) ?? []
  const notice = { kind: 'account-changed', change: answer === 'accept' ? 'contact-accepted' : 'contact-left' } as const
  await putNotices(tx, { notice, account: row.account, to, locale: account?.locale ?? 'en', site, at }, needs)
}
