/** Opens a case: somebody has no method left, and asks people to decide. The same for a name that nobody has. */
import type { AnswerOf, FlowReply, Identifier } from '@regain/core'
import { parseIdentifier } from '@regain/core'
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
import { randomId, readableReference } from '../security/chance.ts'
import { identifierRules } from '../security/phone-and-domain.ts'
import { ProblemError } from '../security/problem.ts'

/** What the person told, beside the name that they gave. */
export interface Told {
  /** Whose account it is about. */
  name: Identifier
  /** Canonical. */
  contact: { kind: 'email' | 'phone'; value: string }
  whatHappened: string
  lastSignIn: string
}

export const toldContext = (id: string): string => `case ${id} told`

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
    contact: { kind, value },
    whatHappened: answer.whatHappened.trim(),
    lastSignIn: (answer.lastSignIn ?? '').trim(),
  }
  await tx.insert(cases).values({
    id,
    realm: site.realm.id,
    site: site.key,
    flow: row.id,
    account: row.account,
    reference: deps.keys.digest('case-reference', reference),
    decoy: named.decoy,
    locale: row.locale,
    told: deps.seal.seal(JSON.stringify(told), toldContext(id)),
    openedAt: now,
  })
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
