/** Records a contact's answer: "I have spoken with them" shows the code; "this is strange" ends the attempt. */
import { languageFor } from '@regain/core'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Reader, Tx } from '../db/database.ts'
import { contactAsks, flows, recoveryContacts } from '../db/schema.ts'
import { endFlow } from '../flows/end-flow.ts'
import { browserOf, loadFlow } from '../flows/facts.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { mustLetIn } from '../limits/room.ts'
import { codeOf } from '../methods/contacts/ask.ts'
import { openPerson } from '../methods/contacts/person.ts'
import { putNotices } from '../outbox/put-notices.ts'
import type { Site, Sites } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'
import { stopQuestions } from './asking.ts'

export type AskNeeds = RecoveryDeps & { sites: Sites }

export interface FoundAsk {
  site: Site
  flow: string
  account: string
  /** The name of the account, for the contact to read. */
  whose: string
  expiresAt: number
}

/** Only reads. Undefined: the attempt is over, or the person is no longer a contact. */
export async function findAsk(ask: string, { db, clock, seal, sites }: AskNeeds): Promise<FoundAsk | undefined> {
  const [found] = await openAsk(db.read, ask, clock.now())
  const site = found && (await sites.byKey(found.flow.site))
  if (!found || !site) return undefined
  const { id: flow, account, expiresAt } = found.flow
  return { site, flow, account: account ?? '', whose: openPerson(found.contact, seal).whose, expiresAt }
}

const openAsk = (from: Pick<Reader, 'select'>, ask: string, now: number) =>
  from
    .select({ flow: flows, contact: recoveryContacts })
    .from(contactAsks)
    .innerJoin(flows, eq(flows.id, contactAsks.flow))
    .innerJoin(recoveryContacts, eq(recoveryContacts.id, contactAsks.contact))
    .where(and(eq(contactAsks.id, ask), isNull(contactAsks.deniedAt), isNull(flows.endedAt), gt(flows.expiresAt, now)))

/** The attempt behind the link that the owner gets at every address when contacts are asked. Undefined: it is over. */
export async function findAsking(flow: string, { db, clock, sites }: AskNeeds): Promise<FoundAsk | undefined> {
  const [row] = await db.read
    .select()
    .from(flows)
    .where(and(eq(flows.id, flow), isNull(flows.endedAt), gt(flows.expiresAt, clock.now())))
  const site = row && (await sites.byKey(row.site))
  return row && site && { site, flow, account: row.account ?? '', whose: '', expiresAt: row.expiresAt }
}

/** The code to read out, shown again as often as the contact wants while the attempt is open. Undefined: it is over. */
export async function confirmAsk(ask: string, visitor: Visitor, needs: AskNeeds): Promise<{ found: FoundAsk; code: string } | undefined> {
  const found = await findAsk(ask, needs)
  if (!found) return undefined
  const { site } = found
  return await needs.db.write(async (tx) => {
    await countVisit(tx, site, visitor, needs)
    const now = needs.clock.now()
    const [still] = await openAsk(tx, ask, now)
    if (!still) return undefined
    const isFirst = and(eq(contactAsks.id, ask), isNull(contactAsks.confirmedAt))
    const confirmed = await tx.update(contactAsks).set({ confirmedAt: now }).where(isFirst)
    if (confirmed.rowsAffected === 1) await note(tx, 'contact.confirmed', found, visitor, now)
    return { found, code: codeOf(needs.keys, ask, site.realm.policy.code.digits) }
  })
}

/** Ends the attempt and notifies every address. `ask` is set if a contact stopped it, and absent if the owner did. Undefined: it was already over. */
export async function stopAsking(found: FoundAsk, ask: string | undefined, visitor: Visitor, needs: AskNeeds): Promise<true | undefined> {
  const { site, flow, account } = found
  return await needs.db.write(async (tx) => {
    await countVisit(tx, site, visitor, needs)
    const now = needs.clock.now()
    const stored = await loadFlow(tx, flow, needs.seal)
    if (!stored || !(await endFlow(tx, flow, { because: 'refused' }, now))) return undefined
    if (ask !== undefined) await tx.update(contactAsks).set({ deniedAt: now }).where(eq(contactAsks.id, ask))
    await stopQuestions(tx, { whom: 'contacts', realm: site.realm, row: stored.row, browser: browserOf(stored), now }, needs.keys)
    const { destinations: to = [] } = stored.named ?? {}
    const locale = languageFor(stored.named?.locale, stored.row.locale)
    const notice = { kind: 'account-changed', change: 'contacts-denied' } as const
    await putNotices(tx, { notice, account, to, locale, site, at: now, timeZone: stored.row.timeZone }, needs)
    await note(tx, ask === undefined ? 'contact.stopped' : 'contact.denied', found, visitor, now)
    return true
  })
}

export async function countVisit(tx: Tx, { realm }: Site, { address }: Visitor, needs: AskNeeds): Promise<void> {
  await mustLetIn(tx, 'answer', realm, address, needs, 'contact')
}

function note(
  tx: Tx,
  name: 'contact.confirmed' | 'contact.denied' | 'contact.stopped',
  { site, flow, account }: FoundAsk,
  { requestId }: Visitor,
  at: number,
): Promise<void> {
  return record(tx, { at, name, actor: 'person', realm: site.realm.id, site: site.key, flow, account, requestId })
}
