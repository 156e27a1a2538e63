/** Moves counts from the old digest of a name to the new one, so that an upgrade opens no lock. */
import type { Identifier } from '@regain/core'
import { and, eq, sql } from 'drizzle-orm'
import type { Keys } from '../crypto/keys.ts'
import type { Tx } from '../db/database.ts'
import { flows, signInFailures, signInSources } from '../db/schema.ts'
import { failuresOfName } from '../directory/count-sign-in.ts'
import { countedAs } from '../names/given-name.ts'
import type { Realm } from '../sites/realm.ts'

export async function moveCounts(tx: Tx, old: Identifier, renewed: Identifier, realm: Realm, keys: Keys): Promise<void> {
  const now = countedAs(renewed, realm)
  if (now.kind === old.kind && now.value === old.value) return
  const before = failuresOfName(keys, realm.id, old)
  const after = failuresOfName(keys, realm.id, now)
  for (const by of ['others', 'familiar'] as const) await moveFailures(tx, realm.id, before[by], after[by])
  const sources = and(eq(signInSources.realm, realm.id), eq(signInSources.name, before.others))
  await tx.run(sql`UPDATE OR IGNORE ${signInSources} SET name = ${after.others} WHERE ${sources}`)
  await tx.delete(signInSources).where(sources)
  const nameDigest = ({ kind, value }: Identifier) => keys.digest('flow-identifier', realm.id, 'name', kind, value)
  await tx
    .update(flows)
    .set({ name: nameDigest(now) })
    .where(eq(flows.name, nameDigest(old)))
}

async function moveFailures(tx: Tx, realm: string, before: string, after: string): Promise<void> {
  const isOf = (name: string) => and(eq(signInFailures.realm, realm), eq(signInFailures.name, name))
  const [old] = await tx.select().from(signInFailures).where(isOf(before))
  if (!old) return
  const more = {
    count: sql`max(${signInFailures.count}, ${old.count})`,
    lockedUntil: sql`max(${signInFailures.lockedUntil}, ${old.lockedUntil})`,
    forgottenAt: sql`max(${signInFailures.forgottenAt}, ${old.forgottenAt})`,
  }
  await tx
    .insert(signInFailures)
    .values({ ...old, name: after })
    .onConflictDoUpdate({ target: [signInFailures.realm, signInFailures.name], set: more })
  await tx.delete(signInFailures).where(isOf(before))
}
