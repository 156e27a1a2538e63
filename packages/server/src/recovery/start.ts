/** Begins a flow. Nothing about any account is read or changed. */
import type { Limits, Reason, StartedReply } from '@regain/core'
import { record } from '../audit/record.ts'
import { flows } from '../db/schema.ts'
import { spend } from '../limits/spend.ts'
import type { Site } from '../realms/realm.ts'
import { longSecret, randomId } from '../security/chance.ts'
import { ProblemError } from '../security/problem.ts'
import { loadFlow } from './facts.ts'
import { limitKey } from './limit-key.ts'
import type { RecoveryDeps, Visitor } from './recovery-deps.ts'
import { viewOf } from './view.ts'

export interface StartFlow {
  site: Site
  reason: Reason
  locale: string
  visitor: Visitor
}

export async function startFlow({ site, reason, locale, visitor }: StartFlow, deps: RecoveryDeps): Promise<StartedReply> {
  const { clock, chance, keys, seal } = deps
  const { policy, id: realm } = site.realm
  if (!policy.reasons.includes(reason))
    throw new ProblemError('value-refused', { errors: [{ path: 'reason', message: 'is not offered by this site' }] })
  const id = randomId(chance)
  const token = longSecret(chance)
  const now = clock.now()
  return await deps.db.write(async (tx) => {
    if (!(await spend(tx, limitKey(keys, 'start', realm, visitor.address.address), policy.limits.startPerAddress, now)))
      throw tooMany('startPerAddress')
    await tx.insert(flows).values({
      id,
      token: keys.digest('flow-token', token),
      site: site.key,
      realm,
      reason,
      locale,
      startedAt: now,
      expiresAt: now + policy.flowLifetimeSeconds * 1000,
      browser: visitor.browser ?? null,
      addressPrefix: visitor.address.address,
    })
    await record(tx, {
      at: now,
      name: 'flow.started',
      actor: 'person',
      realm,
      site: site.key,
      flow: id,
      requestId: visitor.requestId,
      details: { reason },
    })
    const stored = await loadFlow(tx, id, seal)
    if (!stored) throw new Error('a flow vanished in its own transaction')
    return { flow: viewOf(stored, site, now), token }
  })
}

// Coarse on purpose: a precise wait is a timetable for robots.
export const tooMany = (limit: keyof Limits): ProblemError => new ProblemError('too-many-requests', { retryAfterSeconds: 60, limit })
