/** Continues a case that operators approved. The link names the account and satisfies every gate. It works once, until it expires, and only while the account is unchanged. */
import type { StartedReply } from '@regain/core'
import { and, eq, gt, lte } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { CaseNeeds, ReadCase } from '../cases/read-case.ts'
import { readCase } from '../cases/read-case.ts'
import { accessDecisions } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import type { FoundAccount } from '../directory/directory.ts'
import type { StartByLink } from '../flows/begin-flow.ts'
import { putFlow } from '../flows/begin-flow.ts'
import type { Named } from '../flows/facts.ts'
import { stepOf } from '../flows/facts.ts'
import { nameAccount, passkeyHostOf } from '../flows/name-account.ts'
import { finish } from '../flows/open-flow.ts'
import { mustLetIn } from '../limits/room.ts'
import { ProblemError } from '../problems/problem.ts'
import { lockAccount } from './lock-account.ts'

const isGood = (token: string, now: number, { keys }: CaseNeeds) =>
  and(
    eq(accessDecisions.link, keys.digest('case-link', 'continue', token)),
    eq(accessDecisions.state, 'agreed'),
    lte(accessDecisions.holdUntil, now),
    gt(accessDecisions.linkUntil, now),
  )

/** Only reads. Undefined: used, vetoed, too early, expired, or never issued. The caller can't tell which. */
export async function findContinuation(token: string, needs: CaseNeeds): Promise<ReadCase | undefined> {
  const [decision] = await needs.db.read
    .select()
    .from(accessDecisions)
    .where(isGood(token, needs.clock.now(), needs))
  return decision && (await readCase(decision.case, needs))
}

export async function continueCase({ token, locale, visitor }: StartByLink, needs: CaseNeeds): Promise<StartedReply> {
  const about = await findContinuation(token, needs)
  if (!about) throw new ProblemError('not-found')
  const { site, row, told } = about
  const realm = site.realm.id
  const found = await needs.directoryOf(site.realm).read(told.accountId)
  if (found.result === 'unavailable') throw new ProblemError('unavailable', { retryAfterSeconds: 5 })
  if (found.result === 'none') throw new ProblemError('not-found')
  const now = needs.clock.now()
  const account = accountDigest(needs.keys, realm, found.account.id)
  const known = { named: nameOf(about, found.account, now, needs), account, proven: ['operator'] as const }
  return await needs.db.write(async (tx) => {
    await mustLetIn(tx, 'start', site.realm, visitor.address, needs, 'link')
    // Operators have answered "Why can't I sign in?": they let the person choose a new password.
    const reason = told.reason === 'compromised' ? 'compromised' : 'forgot-password'
    const { stored, token: secret } = await putFlow(tx, { site, reason, locale, visitor, known }, now, needs)
    const flow = stored.row.id
    const [decision] = await tx
      .update(accessDecisions)
      .set({ state: 'used', usedAt: now, flow })
      .where(and(isGood(token, now, needs), eq(accessDecisions.generation, found.account.generation)))
      .returning({ id: accessDecisions.id })
    if (!decision) throw new ProblemError('not-found')
    const event = { at: now, actor: 'person', realm, site: site.key, flow, account, requestId: visitor.requestId } as const
    await record(tx, { ...event, name: 'case.continued', details: { case: row.id, decision: decision.id } })
    const open = { request: { flow, visitor, siteOf: needs.sites.byKey }, stored, site, now }
    const shuts = reason === 'compromised' && stepOf(stored, site, now).type === 'new-password'
    const begun = await finish(tx, { open: shuts ? await lockAccount(tx, open, needs) : open }, needs)
    return { flow: begun.flow, token: secret }
  })
}

function nameOf({ site, told }: ReadCase, account: FoundAccount, now: number, { keys, chance, origin }: CaseNeeds): Named {
  const passkeyHost = passkeyHostOf(site, origin)
  const { name } = told
  const shown = nameAccount({ site, username: name.value, name, account, offered: [], now, passkeyHost }, keys, chance)
  const destinations = account.destinations.filter(({ verified }) => verified).map(({ channel, value }) => ({ channel, value }))
  // An account without any address is no decoy here, because this flow asks for no code.
  return { ...shown, decoy: false, accountId: account.id, generation: account.generation, destinations, offers: [] }
}
