/** Begins a flow. Nothing about any account is read or changed. */
import type { StartedReply } from '@regain/core'
import { limitKey } from '../limits/limit-key.ts'
import { spend } from '../limits/spend.ts'
import { tooMany } from '../limits/too-many.ts'
import { valueRefused } from '../security/problem.ts'
import type { StartFlow } from './begin-flow.ts'
import { beginFlow } from './begin-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

export async function startFlow(asked: StartFlow, deps: RecoveryDeps): Promise<StartedReply> {
  const { id: realm, policy } = asked.site.realm
  if (!policy.reasons.includes(asked.reason)) throw valueRefused('reason', 'is not offered by this site')
  const now = deps.clock.now()
  return await deps.db.write(async (tx) => {
    if (!(await spend(tx, limitKey(deps.keys, 'start', realm, asked.visitor.address.address), policy.limits.startPerAddress, now)))
      throw tooMany('startPerAddress')
    return await beginFlow(tx, asked, now, deps)
  })
}
