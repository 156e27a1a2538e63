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

/** The person's text, beside the name that they gave, and what only the server may know of it. */
export interface Told {
  /** Whose account it is about. */
  name: Identifier
  /** The directory's id of the account with this name; empty: unknown name. */
  accountId: string
  /** The reason: a person who says that somebody else is in gets help with that, too. */
  reason: Reason
  /** Canonical. */
  contact: { kind: 'email' | 'phone'; value: string }
  whatHappened: string
  lastSignIn: string
  /** What became of each question; the answers are kept nowhere. */
  graded: Graded
  /** The token in a refusal that reopens the case. */
  appeal: string
}

export const toldContext = (id: string): string => `case ${id} told`

export function readTold({ id, told }: CaseRow, seal: Seal): Told {
  const text = seal.open(told, toldContext(id))
  if (text === undefined) throw new Error('the case cannot be opened with this secret')
  // Cases from before there were decisions, questions, or this reason, have none.
  return {
    accountId: '',
    appeal: '',
    graded: {},
    reason: 'forgot-password',
    ...(JSON.parse(text) as Omit<Told, 'accountId' | 'appeal' | 'graded' | 'reason'>),
  }
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

/** As the directory has it now. Throws `not-found`, or `unavailable` where it does not answer. */
export const accountOfCase = ({ told, site }: ReadCase, { directoryOf }: CaseNeeds): Promise<FoundAccount> =>
  mustFind(directoryOf(site.realm), told.accountId)

/** Undefined as well: where its directory does not answer, `silent`. */
export async function lookForAccount({ row, told, site }: ReadCase, { directoryOf }: CaseNeeds) {
  const found = row.decoy ? undefined : await directoryOf(site.realm).read(told.accountId)
  return { account: found?.result === 'found' ? found.account : undefined, silent: found?.result === 'unavailable' }
}

/** To the contact, in the language of the case. The first refusal says how to reopen it. */
export function answerTo(
  { row, told, site }: ReadCase,
  answer: CaseAnsweredMessage['answer'],
  { origin }: Pick<CaseNeeds, 'origin'>,
): CaseAnsweredMessage {
  const { kind: channel, value: to } = told.contact
  const appeal = answer === 'refused' && row.round === 1 && told.appeal !== '' && { appealUrl: `${origin}/appeal/${told.appeal}` }
  return { kind: 'case-answered', channel, to, locale: row.locale, at: row.openedAt, sender: senderOf(site), answer, ...appeal }
}
