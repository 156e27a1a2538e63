/** "This wasn't me": freezes the account immediately. Nothing is undone yet, so a stolen link costs the owner a proof and gains nobody anything. */

import type { Capsule } from '../changes/capsule.ts'
import * as capsules from '../changes/capsule.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { mustLetIn } from '../limits/room.ts'
import { ProblemError } from '../problems/problem.ts'
import type { Site, Sites } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'
import { freeze } from './freeze.ts'

export type UndoNeeds = RecoveryDeps & { sites: Sites }

export interface FoundLink {
  capsule: Capsule
  site: Site
}

/** Only reads. Undefined: used up, expired, or never issued. */
export async function findLink(token: string, { db, clock, keys, seal, sites }: UndoNeeds): Promise<FoundLink | undefined> {
  const capsule = await capsules.capsuleOf(db.read, token, clock.now(), { keys, seal })
  const site = capsule && (await sites.byKey(capsule.site))
  return site && { capsule, site }
}

export async function pressUndo(token: string, visitor: Visitor, needs: UndoNeeds): Promise<FoundLink> {
  const found = await findLink(token, needs)
  if (!found) throw new ProblemError('link-refused')
  const { site } = found
  const now = needs.clock.now()
  return await needs.db.write(async (tx) => {
    await mustLetIn(tx, 'start', site.realm, visitor.address, needs, 'link')
    const capsule = await capsules.capsuleOf(tx, token, now, needs)
    if (!capsule) throw new ProblemError('link-refused')
    if (capsule.pressedAt === null) await freeze(tx, { capsule, site, requestId: visitor.requestId, now }, needs)
    return { capsule, site }
  })
}
