/** What the browser may see of a flow: its next step, computed. */
import type { FlowView, Step } from '@regain/core'
import { instant, nextStep } from '@regain/core'
import type { Site } from '../sites/realm.ts'
import type { StoredFlow } from './facts.ts'
import { toFlow } from './facts.ts'

export const stepOf = (stored: StoredFlow, site: Site, now: number): Step =>
  nextStep(toFlow(stored, site), site.realm.policy, site.support, now)

export const viewOf = (stored: StoredFlow, site: Site, now: number): FlowView => ({
  id: stored.row.id,
  reason: stored.row.reason,
  expiresAt: instant(stored.row.expiresAt),
  step: stepOf(stored, site, now),
})
