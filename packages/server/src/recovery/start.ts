/** Begins a flow. Nothing about any account is read or changed. */
import type { StartedReply } from '@regain/core'
import type { StartFlow } from '../flows/begin-flow.ts'
import { beginFlow } from '../flows/begin-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { mustLetIn } from '../limits/room.ts'
import { valueRefused } from '../problems/problem.ts'

export async function startFlow(asked: StartFlow, deps: RecoveryDeps): Promise<StartedReply> {
  const { realm } = asked.site
  if (!realm.policy.reasons.includes(asked.reason)) throw valueRefused('reason', 'is not offered by this site')
  const now = deps.clock.now()
  return await deps.db.write(async (tx) => {
    await mustLetIn(tx, 'start', realm, asked.visitor.address, deps)
    return await beginFlow(tx, asked, now, deps)
  })
}
