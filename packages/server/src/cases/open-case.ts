/** Opens a case: somebody has no method left, and asks people to decide. The same for a name that nobody has. */
import type { AnswerOf, FlowReply } from '@regain/core'
import { parseIdentifier } from '@regain/core'
import { accountDigest } from '../accounts/account-digest.ts'
import type { Tx } from '../db/database.ts'
import { cases } from '../db/schema.ts'
import { spend } from '../limits/spend.ts'
import { storeNamed } from '../recovery/diagnose.ts'
import { endFlow } from '../recovery/end-flow.ts'
import type { Named } from '../recovery/facts.ts'
import { limitKey } from '../recovery/limit-key.ts'
import { note } from '../recovery/note.ts'
import type { OpenFlow } from '../recovery/open-flow.ts'
import { replyAfter, replyOf } from '../recovery/open-flow.ts'
import type { RecoveryDeps } from '../recovery/recovery-deps.ts'
import { tooMany } from '../recovery/start.ts'
import { longSecret, randomId, readableReference } from '../security/chance.ts'
import { identifierRules } from '../security/phone-and-domain.ts'
import { ProblemError } from '../security/problem.ts'
import { answerByItself } from './answer-by-itself.ts'
import type { Told } from './read-case.ts'
import { toldContext } from './read-case.ts'

export async function openCase(tx: Tx, open: OpenFlow, answer: AnswerOf<'help'>, deps: RecoveryDeps): Promise<FlowReply> {
  const { stored, site, now } = open
  const { row, named } = stored
  if (!named) throw new Error('a case about no name at all')
  const contact = parseIdentifier(answer.contact, identifierRules({ ...site.realm.policy, identifiers: ['email', 'phone'] }))
  // Depends on the typing alone.
  if (!contact.ok || contact.identifier.kind === 'handle') return replyOf(open, { code: 'contact-refused' })
  await count(tx, open, named, deps)

  const id = randomId(deps.chance)
  const reference = readableReference(deps.chance)
  const { kind, value } = contact.identifier
  const told: Told = {
    name: named.name,
    accountId: named.holder,
    contact: { kind, value },
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
      // Who has an account without any address is somebody here, though no code could be sent to them.
      account: named.holder === '' ? row.account : accountDigest(deps.keys, site.realm.id, named.holder),
      reference: deps.keys.digest('case-reference', reference),
      decoy: named.holder === '',
      locale: row.locale,
      told: deps.seal.seal(JSON.stringify(told), toldContext(id)),
      openedAt: now,
      appeal: deps.keys.digest('case-link', 'appeal', told.appeal),
    })
    .returning()
  if (!opened) throw new Error('a case vanished in its own transaction')
  await answerByItself(tx, { row: opened, told, site }, now, deps)
  await storeNamed(tx, row.id, { ...named, reference }, deps.seal)
  if (!(await endFlow(tx, row.id, { outcome: 'case-opened' }, now))) throw new ProblemError('in-progress')
  await note(tx, open, 'case.opened', { details: { case: id } })
  return await replyAfter(tx, open, deps)
}

/** Counted before anything is kept; keyed on what the request itself shows, so that known and unknown names run full at the same time. */
async function count(tx: Tx, { site, now, request }: OpenFlow, { name: { kind, value } }: Named, { keys }: RecoveryDeps): Promise<void> {
  const { policy, id: realm } = site.realm
  const { address } = request.visitor.address
  const key = (limit: string, ...what: string[]) => limitKey(keys, limit, realm, ...what)
  if (!(await spend(tx, key('case', address), policy.limits.casePerAddress, now))) throw tooMany('casePerAddress')
  const fromHere = await spend(tx, key('case-name-from-address', kind, value, address), policy.limits.casePerNameAndAddress, now)
  if (!(await spend(tx, key('case-name', kind, value), policy.limits.casePerName, now)) && !fromHere) throw tooMany('casePerName')
}
