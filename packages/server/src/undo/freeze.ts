/** Freezes an account when its owner says that a change was not theirs. Nobody can sign in, and nothing is undone yet. */
import { and, eq, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Capsule } from '../changes/capsule.ts'
import { press } from '../changes/capsule.ts'
import type { Tx } from '../db/database.ts'
import { accounts, devices } from '../db/schema.ts'
import { putLock } from '../directory/locks.ts'
import { readAccount } from '../directory/read-account.ts'
import { announce } from '../events/announce.ts'
import { endFlowsOf } from '../flows/end-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { putNotices } from '../outbox/put-notices.ts'
import type { Site } from '../sites/realm.ts'

interface Word {
  capsule: Capsule
  site: Site
  /** The flow in which the owner said so; every other flow ends. */
  flow?: string
  requestId: string
  now: number
}

/** The account's new generation. Undefined: unchanged, or the site keeps the accounts. */
export async function freeze(tx: Tx, { capsule, site, flow = '', requestId, now }: Word, deps: RecoveryDeps): Promise<number | undefined> {
  const { realm } = site
  const { account, before, change, at } = capsule
  const { id } = before.account
  await press(tx, capsule, now, realm.policy.undoDays)
  const current = realm.webhook ? undefined : await readAccount(tx, realm.id, id)
  const isNew = await putLock(tx, realm.id, id, { cause: 'frozen', since: now, note: null })
  const generation = current && isNew ? current.generation + 1 : undefined
  if (generation !== undefined) {
    await tx
      .update(accounts)
      .set({ generation: sql`${accounts.generation} + 1`, updatedAt: now })
      .where(and(eq(accounts.realm, realm.id), eq(accounts.id, id)))
    await tx.delete(devices).where(and(eq(devices.realm, realm.id), eq(devices.account, id)))
  }
  const superseded = await endFlowsOf(tx, account, now, flow)
  const details = { cause: 'frozen', change, changedAt: at, superseded }
  const by = { actor: 'person', realm: realm.id, site: site.key, account, requestId, ...(flow && { flow }) } as const
  await record(tx, { ...by, at: now, name: 'account.locked', details })
  await announce(tx, { type: 'account.locked', realm: realm.id, accountId: id, at: now, cause: 'frozen' }, deps)
  const to = [...before.account.destinations, ...(current?.destinations ?? [])].filter(({ verified }) => verified)
  const notice = { kind: 'account-changed', change: 'frozen-by-owner' } as const
  await putNotices(tx, { site, account, to, locale: before.account.locale ?? 'en', notice, at: now }, deps)
  return generation
}
