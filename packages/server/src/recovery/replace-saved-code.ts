/** Replaces a saved code that was used: the new one is shown in this reply, and stored only as a digest. */
import type { FlowReply } from '@regain/core'
import { loadFlow } from '../flows/facts.ts'
import type { FlowRequest, RecoveryDeps } from '../flows/recovery-deps.ts'
import { addSavedCode } from '../methods/saved-code/saved-code.ts'

/** `reply`: to the answer that was just taken. No later one says `done`: a flow that is over takes no answer. */
export async function replaceSavedCode({ flow: id, siteOf }: FlowRequest, reply: FlowReply, deps: RecoveryDeps): Promise<FlowReply> {
  const { flow } = reply
  const { step } = flow
  if (step.type !== 'done' || step.savedCodesLeft === undefined || step.savedCodes) return reply
  const savedCode = await deps.db.write(async (tx) => {
    const stored = await loadFlow(tx, id, deps.seal)
    const site = stored && (await siteOf(stored.row.site))
    return stored?.row.account && site ? await addSavedCode(tx, { realm: site.realm.id, account: stored.row.account }, deps) : undefined
  })
  return savedCode === undefined ? reply : { ...reply, flow: { ...flow, step: { ...step, savedCode } } }
}
