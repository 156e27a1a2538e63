/** Goes on where people of the site agreed: the link names the account, and its word stands for every proof; once, in its time, for the account as it was. */
import type { AnswerOf, FlowReply } from '@regain/core'
import { and, eq, gt, isNull, lte } from 'drizzle-orm'
import { accountDigest } from '../accounts/account-digest.ts'
import type { Tx } from '../db/database.ts'
import { accessDecisions, flows } from '../db/schema.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { endFlow } from '../recovery/end-flow.ts'
import type { Named } from '../recovery/facts.ts'
import { namedContext } from '../recovery/facts.ts'
import { nameAccount } from '../recovery/name-account.ts'
import { note } from '../recovery/note.ts'
import type { OpenFlow } from '../recovery/open-flow.ts'
import { findFlow, mustTake, replyAfter, replyOf, takeAnswer } from '../recovery/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../recovery/recovery-deps.ts'
import { ProblemError } from '../security/problem.ts'
import type { Told } from './read-case.ts'
import { findTold } from './read-case.ts'

export async function continueCase(request: FlowRequest, answer: AnswerOf<'continue'>, deps: RecoveryDeps): Promise<FlowReply> {
  const asked = await takeAnswer(request, answer, deps, async (_, open) => open)
  const isIts = eq(accessDecisions.link, deps.keys.digest('case-link', 'continue', answer.token))
  const [decision] = await deps.db.read.select().from(accessDecisions).where(isIts)
  const about = decision && (await findTold(decision.case, deps))
  const mine = about?.row.site === asked.site.key ? about : undefined
  const found = mine && (await deps.directoryOf(asked.site.realm).read(mine.told.accountId))
  if (found?.result === 'unavailable') return replyOf(asked, { code: 'directory-unavailable' })
  const account = found?.result === 'found' && found.account.generation === decision?.generation ? found.account : undefined

  return await deps.db.write(async (tx) => {
    const open = mustTake(await findFlow(tx, request, deps), answer)
    const flow = open.stored.row.id
    const isGood = and(
      eq(accessDecisions.state, 'agreed'),
      lte(accessDecisions.holdUntil, open.now),
      gt(accessDecisions.linkUntil, open.now),
    )
    const used = account && (await tx.update(accessDecisions).set({ state: 'used', usedAt: open.now, flow }).where(and(isIts, isGood)))
    if (!mine || !account || used?.rowsAffected !== 1) {
      // Used, stopped, too early, too old, or never there: all one.
      await endFlow(tx, flow, { because: 'refused' }, open.now)
      return await replyAfter(tx, open, deps)
    }
    const digest = await name(tx, open, mine.told, account, deps)
    await note(tx, { ...open, stored: { ...open.stored, row: { ...open.stored.row, account: digest } } }, 'case.continued', {
      details: { case: mine.row.id, decision: decision?.id ?? '' },
    })
    return await replyAfter(tx, open, deps)
  })
}

async function name(tx: Tx, { site, stored, now }: OpenFlow, told: Told, account: FoundAccount, { keys, seal, chance }: RecoveryDeps) {
  const flow = stored.row.id
  const shown = nameAccount({ site, username: told.name.value, name: told.name, account, offered: [] }, keys, chance)
  const destinations = account.destinations.filter(({ verified }) => verified).map(({ channel, value }) => ({ channel, value }))
  // Also who has no address at all is somebody: no code is asked of them.
  const named: Named = { ...shown, decoy: false, accountId: account.id, generation: account.generation, destinations, offers: [] }
  const digest = accountDigest(keys, site.realm.id, account.id)
  const written = await tx
    .update(flows)
    .set({
      named: seal.seal(JSON.stringify(named), namedContext(flow)),
      account: digest,
      name: keys.digest('flow-identifier', site.realm.id, 'name', told.name.kind, told.name.value),
      proven: JSON.stringify(['operator']),
    })
    .where(and(eq(flows.id, flow), isNull(flows.named), isNull(flows.endedAt), gt(flows.expiresAt, now)))
  if (written.rowsAffected === 0) throw new ProblemError('in-progress')
  return digest
}
