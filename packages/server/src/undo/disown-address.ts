/** "This isn't my account": the reader of a mailbox removes its address from somebody else's account, by the link in a mail that arrived there. */
import { sameAddress } from '@regain/core'
import { and, eq, gte, inArray, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { isFrozen, keepCapsule, readBefore } from '../changes/capsule.ts'
import type { Tx } from '../db/database.ts'
import { accounts, auditEvents, destinations } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import { announce } from '../events/announce.ts'
import type { Disowned } from '../flows/disown-link.ts'
import { openDisownLink } from '../flows/disown-link.ts'
import { endFlowsOf } from '../flows/end-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { mustLetIn } from '../limits/room.ts'
import { putNotices } from '../outbox/put-notices.ts'
import type { Site, Sites } from '../sites/realm.ts'
import type { Visitor } from '../visitor/visitor.ts'

export type DisownNeeds = RecoveryDeps & { sites: Sites }

type FoundDisown = Disowned & { from: Site }

/** Reads only the link, not the account, so that it reveals nothing about the account. Undefined: expired, or never issued. */
export async function readDisown(token: string, { seal, clock, sites }: DisownNeeds): Promise<FoundDisown | undefined> {
  const disowned = openDisownLink(token, clock.now(), seal)
  const from = disowned && (await sites.byKey(disowned.site))
  return from && { ...disowned, from }
}

export type Disowning = 'done' | 'frozen'

/** Pressing twice changes nothing more. Undefined: the link no longer works. */
export async function disownAddress(
  token: string,
  visitor: Visitor,
  needs: DisownNeeds,
): Promise<{ came: Disowning; from: Site } | undefined> {
  const found = await readDisown(token, needs)
  if (!found) return undefined
  const { from } = found
  const now = needs.clock.now()
  return await needs.db.write(async (tx) => {
    await mustLetIn(tx, 'start', from.realm, visitor.address, needs, 'link')
    const came = await removeFromAccount(tx, found, visitor, now, needs)
    return came && { came, from }
  })
}

async function removeFromAccount(
  tx: Tx,
  { account: id, address, since, from: site }: FoundDisown,
  { requestId }: Visitor,
  now: number,
  needs: DisownNeeds,
): Promise<Disowning | undefined> {
  const { realm } = site
  const before = await readBefore(tx, realm.id, id)
  const all = before?.account.destinations ?? []
  if (!before || !all.some((one) => one.verified && sameAddress(one, address))) return 'done'
  if (await isFrozen(tx, realm.id, id)) return 'frozen'
  const account = accountDigest(needs.keys, realm.id, id)
  if (await wasAnswered(tx, account, since)) return undefined
  const others = all.filter((one) => one.verified && !sameAddress(one, address))
  // An account's only address stays visible for its owner, but unverified.
  const last = !others.some(({ heldUntil = 0 }) => heldUntil <= now)
  const isAddress = and(
    eq(destinations.realm, realm.id),
    eq(destinations.account, id),
    eq(destinations.channel, address.channel),
    eq(destinations.value, address.value),
  )
  if (last) await tx.update(destinations).set({ verified: false }).where(isAddress)
  else await tx.delete(destinations).where(isAddress)
  await tx
    .update(accounts)
    .set({ generation: sql`${accounts.generation} + 1`, updatedAt: now })
    .where(and(eq(accounts.realm, realm.id), eq(accounts.id, id)))
  const superseded = await endFlowsOf(tx, account, now)
  // Security: the reader of that mailbox may be a thief. The other addresses may undo the removal, but not the removed one.
  const undo = await keepCapsule(
    tx,
    { site, account, change: 'address-disowned', before, butNot: { ...address, verified: true, since: 0 }, at: now },
    needs,
  )
  const notice = { kind: 'account-changed', change: 'address-disowned' } as const
  await putNotices(tx, { site, account, to: others, locale: before.account.locale ?? 'en', notice, undo, at: now }, needs)
  await announce(tx, { type: 'account.address-disowned', realm: realm.id, accountId: id, at: now }, needs)
  const fact = { actor: 'person', realm: realm.id, site: site.key, account, requestId } as const
  await record(tx, { ...fact, at: now, name: 'account.address-disowned', details: { last, superseded } })
  return 'done'
}

/** Security: if the address was added again later, the owner or the site did that. A past reader of that mailbox can't remove it again. */
async function wasAnswered(tx: Tx, account: string, since: number): Promise<boolean> {
  const isAnswer = inArray(auditEvents.name, ['account.address-disowned', 'account.restored'])
  const [answered] = await tx
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(and(eq(auditEvents.account, account), isAnswer, gte(auditEvents.at, since)))
    .limit(1)
  return answered !== undefined
}
