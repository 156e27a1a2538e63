/** Creates a realm for an owner, with the built-in directory and the default policy; its sites come afterwards. */
import { eq } from 'drizzle-orm'
import { realms } from '../db/schema.ts'
import type { By } from '../operators/note.ts'
import { valueRefused } from '../problems/problem.ts'
import type { SiteNeeds } from './change-site.ts'
import { createRealm } from './create.ts'

export async function addRealm({ name, by }: { name: string; by: By }, needs: SiteNeeds): Promise<{ realm: string }> {
  return await needs.db.write(async (tx) => {
    const [taken] = await tx.select({ id: realms.id }).from(realms).where(eq(realms.name, name))
    if (taken) throw valueRefused('name', 'already belongs to another realm')
    return await createRealm(tx, { name }, { ...needs, now: needs.clock.now(), by })
  })
}
