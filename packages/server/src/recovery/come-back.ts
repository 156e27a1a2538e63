/** Shows a challenge that the person left: the same code or link, without sending anything again or using a limit. */
import type { Tx } from '../db/database.ts'
import type { Question } from '../flows/facts.ts'
import { roundsOf } from '../flows/facts.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { note, withChallenge } from '../flows/open-flow.ts'
import { putChallenge } from '../flows/put-challenge.ts'

/** Undefined: there is no earlier challenge, or a new code may be sent already. */
export async function comeBack(tx: Tx, open: OpenFlow, question: Question): Promise<Answered | undefined> {
  const { stored, site, now } = open
  const newest = roundsOf(question, stored.challenge, now).at(-1)
  const maySend = stored.row.sends < site.realm.policy.code.sends
  if (!newest || (maySend && now >= newest.resendAt)) return undefined
  const challenge = await putChallenge(tx, stored, newest, now)
  const offer = stored.named?.offers.findIndex(({ ref }) => ref === question.ref) ?? -1
  await note(tx, open, 'challenge.opened', { details: { method: newest.method, offer, again: true } })
  return { open: withChallenge(open, challenge) }
}
