/** "I am jane@…, and these are the characters": the same work and the same writes for a known and an unknown name. */
import type { AnswerOf, FlowReply, ReadName } from '@regain/core'
import { isSent, parseIdentifier } from '@regain/core'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'
import { given, prepareOnce } from '../db/prepare-once.ts'
import { flows, usedCaptchas } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import { findByName } from '../directory/find-by-name.ts'
import type { Named } from '../flows/facts.ts'
import { sealNamed } from '../flows/facts.ts'
import { nameAccount, passkeyHostOf } from '../flows/name-account.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { replyOf, takeAnswer } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'
import { methodsThatWork } from '../flows/recovery-deps.ts'
import { identifierRules } from '../formats/phone-and-domain.ts'
import { mustLetIn, spendRooms, tooMany } from '../limits/room.ts'
import { ProblemError } from '../problems/problem.ts'

export async function identify(request: FlowRequest, answer: AnswerOf<'identify'>, deps: RecoveryDeps): Promise<FlowReply> {
  const counted = await takeAnswer(request, answer, deps, (tx, open) => count(tx, open, answer, deps))
  if ('problem' in counted) return replyOf(counted)
  const { name } = counted
  const { identifier } = name
  const { site } = counted.open
  if (!(await counted.check())) return replyOf({ open: counted.open, problem: { code: 'captcha-refused' } })

  const found = await findByName(deps.directoryOf(site.realm), name)
  const open = { ...counted.open, now: deps.clock.now() }
  return await deps.db.write(async (tx) => {
    await spendName(tx, open, identifier, deps)
    // The same for every name: a directory that is down must not reveal which names it knows.
    if (found.result === 'unavailable') return replyOf({ open, problem: { code: 'directory-unavailable' } })
    const account = found.result === 'found' ? found.account : undefined
    const offered = methodsThatWork(site.realm.policy, deps)
    // Browsers send no origin only for our own page.
    const passkeyHost = passkeyHostOf(site, request.page ?? deps.origin)
    const { written: username, other } = name
    const named = nameAccount({ site, username, name: identifier, account, offered, now: open.now, passkeyHost }, deps.keys, deps.chance)
    return await write(tx, open, { ...named, ...(other && { other }) }, deps)
  })
}

type Counted = Required<Pick<Answered, 'open' | 'problem'>> | { open: OpenFlow; name: ReadName; check(): Promise<boolean> }

const useCaptcha = prepareOnce((tx: Tx) =>
  tx
    .insert(usedCaptchas)
    .values(given(usedCaptchas, ['nonce', 'expiresAt']))
    .onConflictDoNothing()
    .prepare(),
)

/** Counts the request and uses up the captcha before anything is looked at. */
async function count(tx: Tx, open: OpenFlow, answer: AnswerOf<'identify'>, deps: RecoveryDeps): Promise<Counted> {
  const { site, now, request } = open
  const { policy, numericHandles } = site.realm
  const parsed = parseIdentifier(answer.identifier, identifierRules(policy, numericHandles))
  if (!parsed.ok) return { open, problem: { code: 'identifier-refused', why: parsed.why } }
  await mustLetIn(tx, 'identify', site.realm, request.visitor.address, deps)
  const captcha = deps.captchas.open(answer.captcha.id, { site: site.key, purpose: 'identify' })
  if (!captcha || captcha.expiresAt <= now) return { open, problem: { code: 'captcha-refused' } }
  const used = await useCaptcha(tx).run({ nonce: captcha.nonce, expiresAt: captcha.expiresAt })
  if (used.rowsAffected === 0) return { open, problem: { code: 'captcha-refused' } }
  return { open, name: parsed, check: () => captcha.check(answer.captcha.solution) }
}

/**
 * Many people know a name, and must not be able to lock its owner out with it. So when strangers have used up a name's limit, an address that has rarely
 * asked for it still gets in. The silent limits on destinations and guesses take away what a botnet could gain from that.
 */
async function spendName(
  tx: Tx,
  { site: { realm }, request }: OpenFlow,
  { kind, value }: Named['name'],
  deps: RecoveryDeps,
): Promise<void> {
  const { address } = request.visitor.address
  const rooms = [
    ['identifyPerNameAndAddress', [kind, value, address]],
    ['identifyPerName', [kind, value]],
  ] as const
  const [fromHere, forName] = await spendRooms(tx, rooms, realm, deps)
  if (!fromHere && !forName) throw tooMany('identifyPerName')
}

const writeName = prepareOnce((tx: Tx) => {
  const isOpen = and(isNull(flows.named), isNull(flows.endedAt), gt(flows.expiresAt, sql.placeholder('now')))
  return tx
    .update(flows)
    .set(given(flows, ['named', 'account', 'name']))
    .where(and(eq(flows.id, sql.placeholder('flow')), isOpen))
    .prepare()
})

async function write(tx: Tx, open: OpenFlow, named: Named, { keys, seal }: RecoveryDeps): Promise<FlowReply> {
  const { site, stored, now, request } = open
  const realm = site.realm.id
  const nameDigest = keys.digest('flow-identifier', realm, 'name', named.name.kind, named.name.value)
  // Security: computed for unknown names as well.
  const itsDigest = accountDigest(keys, realm, named.accountId)
  const account = named.decoy ? nameDigest : itsDigest
  const sealed = sealNamed(named, stored.row.id, seal)
  const written = await writeName(tx).run({ flow: stored.row.id, named: sealed, account, name: nameDigest, now })
  if (written.rowsAffected === 0) throw new ProblemError('in-progress')
  const details = { decoy: named.decoy, kind: named.name.kind, offers: named.offers.filter(({ method }) => isSent(method)).length }
  await record(tx, {
    at: now,
    name: 'flow.identified',
    actor: 'person',
    realm,
    site: site.key,
    flow: stored.row.id,
    account,
    requestId: request.visitor.requestId,
    details,
  })
  return replyOf({ open: { ...open, stored: { ...stored, named } } })
}
