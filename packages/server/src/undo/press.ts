/** "This wasn't me": the account is frozen at once. Nothing is undone yet, so a link in wrong hands costs its owner a proof, and gains nobody anything. */
import { and, eq, sql } from 'drizzle-orm'
import { putLock } from '../accounts/lock-account.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'
import { accounts, devices } from '../db/schema.ts'
import { readAccount } from '../directory/read-account.ts'
import { announce } from '../events/announce.ts'
import { spend } from '../limits/spend.ts'
import { putNotices } from '../outbox/put-notices.ts'
import type { Site, Sites } from '../realms/realm.ts'
import { endFlowsOf } from '../recovery/end-flow.ts'
import { limitKey } from '../recovery/limit-key.ts'
import type { RecoveryDeps, Visitor } from '../recovery/recovery-deps.ts'
import { tooMany } from '../recovery/start.ts'
import { ProblemError } from '../security/problem.ts'
import type { Capsule } from './capsule.ts'
import * as capsules from './capsule.ts'

export type UndoNeeds = RecoveryDeps & { sites: Sites }

export interface FoundLink {
  capsule: Capsule
  site: Site
}

/** Looks, and changes nothing. Undefined: used up, too old, or never there. */
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
    const bucket = limitKey(needs.keys, 'start', site.realm.id, visitor.address.address)
    if (!(await spend(tx, bucket, site.realm.policy.limits.startPerAddress, now))) throw tooMany('startPerAddress')
    const capsule = await capsules.capsuleOf(tx, token, now, needs)
    if (!capsule) throw new ProblemError('link-refused')
    if (capsule.pressedAt === null) await freeze(tx, { capsule, site }, visitor, now, needs)
    return { capsule, site }
  })
}

async function freeze(tx: Tx, { capsule, site }: FoundLink, visitor: Visitor, now: number, needs: UndoNeeds): Promise<void> {
  const { realm } = site
  const { account, before, change, at } = capsule
  const { id } = before.account
  await capsules.press(tx, capsule, now, realm.policy.undoDays)
  const current = realm.webhook ? undefined : await readAccount(tx, realm.id, id)
  const isNew = await putLock(tx, realm.id, id, { cause: 'frozen', since: now, note: null })
  if (current && isNew) {
    await tx
      .update(accounts)
      .set({ generation: sql`${accounts.generation} + 1`, updatedAt: now })
      .where(and(eq(accounts.realm, realm.id), eq(accounts.id, id)))
    await tx.delete(devices).where(and(eq(devices.realm, realm.id), eq(devices.account, id)))
  }
  const superseded = await endFlowsOf(tx, account, '', now)
  const details = { cause: 'frozen', change, changedAt: at, superseded }
  await record(tx, {
    at: now,
    name: 'account.locked',
    actor: 'person',
    realm: realm.id,
    site: site.key,
    account,
    requestId: visitor.requestId,
    details,
  })
  await announce(tx, { type: 'account.locked', realm: realm.id, accountId: id, at: now, cause: 'frozen' }, needs)
  const to = [...before.account.destinations, ...(current?.destinations ?? [])].filter(({ verified }) => verified)
  const notice = { kind: 'account-changed', change: 'frozen-by-owner' } as const
  await putNotices(tx, { site, account, to, locale: before.account.locale ?? 'en', notice, at: now }, needs)
}
