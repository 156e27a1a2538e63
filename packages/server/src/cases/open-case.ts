/** Opens a case: a person who has no method left asks operators to decide. The same for an unknown name. */
import type { AnswerOf, FlowReply } from '@regain/core'
import { parseIdentifier } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { cases } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import { claimFlow, whileClaimed } from '../flows/claim-flow.ts'
import { mustEnd } from '../flows/end-flow.ts'
import type { Named } from '../flows/facts.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { finish, learn, note, replyOf, resume, takeAnswer } from '../flows/open-flow.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'
import { replaceSavedCode } from '../flows/replace-saved-code.ts'
import { identifierRules, mayText } from '../formats/phone-and-domain.ts'
import { mustLetIn, spendRooms, tooMany } from '../limits/room.ts'
import { longSecret, randomId, readableReference } from '../world/chance.ts'
import { answerByItself } from './answer-by-itself.ts'
import { gradeEvidence } from './grade-evidence.ts'
import type { Told } from './read-case.ts'
import { toldContext } from './read-case.ts'

/** Between its two transactions it asks the directory: limits are counted in the first, the case is stored once in the second. */
export async function openCase(request: FlowRequest, answer: AnswerOf<'help'>, deps: RecoveryDeps): Promise<FlowReply> {
  const counted = await takeAnswer(request, answer, deps, (tx, open) => count(tx, open, answer, deps))
  if ('problem' in counted) return replyOf(counted)
  const graded = await whileClaimed(counted.open, () => gradeEvidence(counted.open, answer, deps), deps)
  return await deps.db.write(async (tx) => {
    const open = await resume(tx, counted.open, answer, deps)
    return await finish(tx, await keep(tx, open, answer, { contact: counted.contact, graded }, deps), deps)
  })
}

type Counted = Required<Pick<Answered, 'open' | 'problem'>> | { open: OpenFlow; contact: Told['contact'] }

async function count(tx: Tx, open: OpenFlow, answer: AnswerOf<'help'>, deps: RecoveryDeps): Promise<Counted> {
  const { stored, site } = open
  if (!stored.named) throw new Error('openCase called without a named account')
  const contact = parseIdentifier(answer.contact, { ...identifierRules(site.realm.policy), kinds: ['email', 'phone'] })
  // Depends only on what was typed.
  const refused = { open, problem: { code: 'contact-refused' } } as const
  if (!contact.ok || contact.identifier.kind === 'handle') return refused
  // Security: the answer is sent automatically, and each text message costs the owner money.
  if (contact.identifier.kind === 'phone' && !mayText(contact.identifier.value, site.realm.policy)) return refused
  // Of several requests at the same time one continues; the others use up no limit.
  const claimed = await claimFlow(tx, open)
  await spendRoom(tx, open, stored.named, deps)
  return { open: claimed, contact: { kind: contact.identifier.kind, value: contact.address } }
}

async function keep(
  tx: Tx,
  open: OpenFlow,
  answer: AnswerOf<'help'>,
  { contact, graded }: Pick<Told, 'contact' | 'graded'>,
  deps: RecoveryDeps,
): Promise<Answered> {
  const { stored, site, now } = open
  const { row, named } = stored
  if (!named) throw new Error('openCase called without a named account')
  const id = randomId(deps.chance)
  // Security: computed for an unknown name, too.
  const holder = accountDigest(deps.keys, site.realm.id, named.holder)
  const reference = readableReference(deps.chance)
  const told: Told = {
    name: named.name,
    accountId: named.holder,
    reason: row.reason,
    contact,
    graded,
    whatHappened: answer.whatHappened.trim(),
    lastSignIn: (answer.lastSignIn ?? '').trim(),
    appeal: longSecret(deps.chance),
  }
  const [opened] = await tx
    .insert(cases)
    .values({
      id,
      realm: site.realm.id,
      site: site.key,
      flow: row.id,
      // An account without any address is no decoy here, although no code could be sent to it.
      account: named.holder === '' ? row.account : holder,
      reference: deps.keys.digest('case-reference', reference),
      decoy: named.holder === '',
      locale: row.locale,
      told: deps.seal.sealJson(told, toldContext(id)),
      openedAt: now,
      appeal: deps.keys.digest('case-link', 'appeal', told.appeal),
    })
    .returning()
  if (!opened) throw new Error('the case is missing inside its own transaction')
  await answerByItself(tx, { row: opened, told, site }, now, deps)
  const ended = await mustEnd(tx, learn(open, { reference }), { outcome: 'case-opened' }, deps)
  await note(tx, open, 'case.opened', { details: { case: id, ...graded } })
  return { open: ended, shown: await replaceSavedCode(tx, ended, deps) }
}

/** Counted before anything is stored, by what the request itself shows, so that known and unknown names reach a limit at the same time. */
async function spendRoom(
  tx: Tx,
  { site: { realm }, request }: OpenFlow,
  { name: { kind, value } }: Named,
  deps: RecoveryDeps,
): Promise<void> {
  const { address } = request.visitor
  await mustLetIn(tx, 'case', realm, address, deps)
  const rooms = [
    ['casePerNameAndAddress', [kind, value, address.address]],
    ['casePerName', [kind, value]],
  ] as const
  const [fromHere, forName] = await spendRooms(tx, rooms, realm, deps)
  if (!fromHere && !forName) throw tooMany('casePerName')
}
