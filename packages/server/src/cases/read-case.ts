/** Reads a case with the person's text, and the account that it is about. */
import type { Graded, Identifier, Reason } from '@regain/core'
import { eq } from 'drizzle-orm'
import type { Seal } from '../crypto/seal.ts'
import { cases } from '../db/schema.ts'
import type { FoundAccount } from '../directory/directory.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import type { CaseAnsweredMessage } from '../outbox/message.ts'
import { senderOf } from '../outbox/message.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Site, Sites } from '../sites/realm.ts'
import { mustFind } from '../support/find-account.ts'

export type CaseRow = typeof cases.$inferSelect
export type CaseNeeds = RecoveryDeps & { sites: Sites }

/** What the person wrote, the name that they gave, and what only the server may know about it. */
export interface Told {
  /** The name that the person gave. */
  name: Identifier
  /** The directory's id of the account with this name; empty: unknown name. */
  accountId: string
  /** The reason of the attempt. After "someone else is in my account", a granted case continues with that reason. */
  reason: Reason
  /** The canonical form. */
  contact: { kind: 'email' | 'phone'; value: string }
  whatHappened: string
  lastSignIn: string
  /** The grade of each question; the answers are not stored. */
  graded: Graded
  /** The token of the link in a refusal that reopens the case. */
  appeal: string
}

export const toldContext = (id: string): string => `case ${id} told`

export function readTold({ id, told }: CaseRow, seal: Seal): Told {
  const kept = seal.openJson<Omit<Told, 'accountId' | 'appeal' | 'graded' | 'reason'>>(told, toldContext(id))
  if (!kept) throw new Error('the case cannot be opened with this secret')
  // Cases from earlier releases lack these.
  return { accountId: '', appeal: '', graded: {}, reason: 'forgot-password', ...kept }
}

export interface ReadCase {
  row: CaseRow
  told: Told
  site: Site
}

export async function readCase(id: string, { sites, ...needs }: CaseNeeds): Promise<ReadCase> {
  const found = await findTold(id, needs)
  const site = found && (await sites.byKey(found.row.site))
  if (!site) throw new ProblemError('not-found')
  return { ...found, site }
}

async function findTold(id: string, { db, seal }: Pick<CaseNeeds, 'db' | 'seal'>): Promise<Omit<ReadCase, 'site'> | undefined> {
  const [row] = await db.read.select().from(cases).where(eq(cases.id, id))
  return row && { row, told: readTold(row, seal) }
}

/** Asks the directory now. Throws `not-found`, or `unavailable` if it does not answer. */
export const accountOfCase = ({ told, site }: ReadCase, { directoryOf }: CaseNeeds): Promise<FoundAccount> =>
  mustFind(directoryOf(site.realm), told.accountId)

/** As above, but undefined if the account is gone, and with `silent` if the directory does not answer. */
export async function lookForAccount({ row, told, site }: ReadCase, { directoryOf }: CaseNeeds) {
  const found = row.decoy ? undefined : await directoryOf(site.realm).read(told.accountId)
  return { account: found?.result === 'found' ? found.account : undefined, silent: found?.result === 'unavailable' }
}

/** Goes to the contact, in the language of the case. The first refusal says how to reopen it. */
export function answerTo(
  { row, told, site }: ReadCase,
  answer: CaseAnsweredMessage['answer'],
  { origin }: Pick<CaseNeeds, 'origin'>,
): CaseAnsweredMessage {
  const { kind: channel, value: to } = told.contact
  const appeal = answer === 'refused' && row.round === 1 && told.appeal !== '' && { appealUrl: `${origin}/appeal/${told.appeal}` }
  return { kind: 'case-answered', channel, to, locale: row.locale, at: row.openedAt, sender: senderOf(site), answer, ...appeal }
}
