/** Records what the reader of a mail, or a person on a signed-in device, answers about an attempt: mine, with the number on its screen, or not mine. Opening the page changes nothing. */
import { isAsked } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import { sameDigest } from '../crypto/keys.ts'
import type { Reader, Tx } from '../db/database.ts'
import { challenges } from '../db/schema.ts'
import type { InspectResult } from '../directory/directory.ts'
import { end } from '../flows/end-flow.ts'
import type { ChallengeRow } from '../flows/facts.ts'
import { browserOf, codeDigest, loadFlow, stepOf } from '../flows/facts.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { momentOf, note, save, written } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { mustLetIn } from '../limits/room.ts'
import type { Site, Sites } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'
import { stopQuestions } from './asking.ts'
import { countGuess, pass, spendDailyGuess } from './check-code.ts'
import { inspect, keepFindings } from './diagnose.ts'
import { notifyOwner } from './notify-owner.ts'

export type ApprovalNeeds = RecoveryDeps & { sites: Sites }

export type FoundApproval = OpenFlow & { challenge: ChallengeRow }

/** Finds the question when the page opens, and again when it is answered. Undefined: answered, expired, or it never existed. */
export type FindApproval = (tx: Reader) => Promise<FoundApproval | undefined>

/** Finds the question by the link of a mail. */
export async function findApproval(
  token: string,
  visitor: Visitor,
  needs: ApprovalNeeds,
  tx: Pick<Tx, 'select'> = needs.db.read,
): Promise<FoundApproval | undefined> {
  const [, flow, secret] = /^([\w-]{22})\.([\w-]{43})$/.exec(token) ?? []
  const stored = flow === undefined ? undefined : await loadFlow(tx, flow, needs.seal)
  if (!stored || secret === undefined) return undefined
  const { row, challenge } = stored
  const now = momentOf(row, needs.clock.now())
  const isOpen = row.endedAt === null && now < row.expiresAt && challenge !== undefined && now < challenge.expiresAt
  // Security: a code of the same flow must not work as a link, nor a link that was made for an unknown name.
  if (!isOpen || challenge.method !== 'email-approval' || !challenge.told) return undefined
  if (!sameDigest(codeDigest(needs, row.id, secret), challenge.digest)) return undefined
  const site = await needs.sites.byKey(row.site)
  return site && { request: { flow: row.id, visitor, siteOf: needs.sites.byKey }, stored, site, now, challenge }
}

/** `number` is undefined for "this was not me". */
export interface ApprovalAnswer {
  find: FindApproval
  number: number | undefined
}

export type Approval = 'approved' | 'other-number' | 'denied'

/** Takes one answer, whatever it says. Undefined: the question is no longer open. */
export async function answerApproval(
  { find, number }: ApprovalAnswer,
  visitor: Visitor,
  needs: ApprovalNeeds,
): Promise<{ came: Approval; from: Site } | undefined> {
  const asked = await find(needs.db.read)
  if (!asked) return undefined
  const asksWhy = asked.stored.row.reason === 'cannot-sign-in' && number === asked.challenge.number
  // The diagnosis is read before the write, because a transaction waits for nothing else. It is kept only if the answer proves the account.
  const inspected = asksWhy ? await inspect(asked, needs) : undefined
  return await needs.db.write(async (tx) => {
    await mustLetIn(tx, 'answer', asked.site.realm, visitor.address, needs)
    const found = await find(tx)
    if (!found) return undefined
    const came = number === undefined ? await deny(tx, found, needs) : await tryNumber(tx, found, { number, inspected }, needs)
    return came && { came, from: found.site }
  })
}

/** Of several answers at the same time, one wins. Other questions of the flow stay open. */
async function claim(tx: Tx, { flow, digest }: ChallengeRow, now: number): Promise<boolean> {
  const isOpenQuestion = and(eq(challenges.flow, flow), eq(challenges.digest, digest))
  const claimed = await tx.update(challenges).set({ digest: '', expiresAt: now, left: true }).where(isOpenQuestion)
  return claimed.rowsAffected === 1
}

async function tryNumber(
  tx: Tx,
  open: FoundApproval,
  { number, inspected }: { number: number; inspected: InspectResult | undefined },
  deps: RecoveryDeps,
): Promise<Approval | undefined> {
  const { challenge, site, now, stored } = open
  const { method } = challenge
  const counted = await countGuess(tx).run({ flow: stored.row.id, most: site.realm.policy.code.guesses, now })
  if (counted.rowsAffected === 0) return undefined
  const withinBudget = await spendDailyGuess(tx, open, challenge, deps)
  if (!(await claim(tx, challenge, now))) return undefined
  // Security: only one try. A person who can't see the number guesses it with a chance of one in ninety.
  if (number !== challenge.number || !withinBudget || stored.named?.decoy !== false) {
    await note(tx, open, 'challenge.failed', { details: { method } })
    return 'other-number'
  }
  const passed = await pass(tx, written(open, { guesses: stored.row.guesses + 1 }), method, deps)
  const asksWhy = inspected && stepOf(passed.stored, site, now).type === 'diagnosis'
  await save(tx, asksWhy ? await keepFindings(tx, passed, inspected) : passed, deps)
  return 'approved'
}

/** Ends the attempt, notifies the owner at every address, and stops further questions of this kind for a while. */
async function deny(tx: Tx, open: FoundApproval, deps: RecoveryDeps): Promise<Approval | undefined> {
  const { challenge, site, now, stored } = open
  const { row } = stored
  const { method } = challenge
  if (!(await claim(tx, challenge, now))) return undefined
  await end(tx, open, { because: 'refused' }, deps)
  await stopQuestions(tx, { whom: isAsked(method) ? 'device' : 'mail', realm: site.realm, row, browser: browserOf(stored), now }, deps.keys)
  await note(tx, open, 'challenge.denied', { details: { method } })
  await notifyOwner(tx, open, { kind: 'account-changed', change: 'attempt-denied' }, deps)
  return 'denied'
}
