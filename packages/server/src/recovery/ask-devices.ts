/** Asks the devices on which the person is signed in. For an unknown name the same rows are written, and no device shows them. */
import type { AskedMethodName } from '@regain/core'
import { mayAskDevices } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { browserOf, toFlow } from '../flows/facts.ts'
import type { Answered, OpenFlow } from '../flows/open-flow.ts'
import { note, withChallenge } from '../flows/open-flow.ts'
import { putChallenge } from '../flows/put-challenge.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { valueRefused } from '../problems/problem.ts'
import { mayAsk } from './asking.ts'
import { comeBack } from './come-back.ts'
import { drawQuestion } from './question.ts'

interface AskedOffer {
  ref: string
  method: AskedMethodName
}

export async function askDevices(tx: Tx, open: OpenFlow, { ref, method }: AskedOffer, deps: RecoveryDeps): Promise<Answered> {
  const { stored, site, now } = open
  const { row, named } = stored
  const { realm } = site
  // Security: this flow did not offer it.
  if (!mayAskDevices(toFlow(stored, site))) throw valueRefused('ref', 'is not offered by this flow')
  const back = await comeBack(tx, open, { ref, completion: '' })
  if (back) return back
  const withinBudget = await mayAsk(tx, { whom: 'device', realm, row, browser: browserOf(stored), now }, deps)
  const told = withinBudget && named?.decoy === false
  const { digest, number } = drawQuestion(open, { method, told: false }, deps)
  const expiresAt = Math.min(row.expiresAt, now + realm.policy.code.lifetimeSeconds * 1000)
  // The digest of a secret that nobody has: it only identifies the question to the device.
  const challenge = await putChallenge(tx, stored, { ref, method, told, digest, number, expiresAt }, now)
  const offer = named?.offers.findIndex((one) => one.ref === ref) ?? -1
  await note(tx, open, 'challenge.opened', { details: { method, offer, asked: told, withinBudget } })
  return { open: withChallenge(open, challenge) }
}
