/** The secret keys of a site. Each has its own scopes, so that a service gets only what it needs, and two keys can be valid during a rotation. */
import type { SiteScope } from '@regain/core'
import { siteScopes } from '@regain/core'
import { and, asc, eq } from 'drizzle-orm'
import type { Reader, Tx } from '../db/database.ts'
import { siteKeys, sites } from '../db/schema.ts'
import type { By } from '../operators/note.ts'
import { note } from '../operators/note.ts'
import type { OperatorDeps, SignedIn } from '../operators/operator.ts'
import type { Second } from '../operators/second-person.ts'
import { needSecondPerson } from '../operators/second-person.ts'
import { ProblemError } from '../problems/problem.ts'
import { HINT_LENGTH, readScopes, secretKeyDigest } from '../sites/read-sites.ts'
import type { Sites } from '../sites/realm.ts'
import { longSecret } from '../world/chance.ts'
import type { Doer } from './notify-of-access.ts'
import { notifyOfAccess } from './notify-of-access.ts'

/** Enough for a few services, and for another key while one is replaced. */
export const MOST_KEYS = 8

export type KeyNeeds = Pick<OperatorDeps, 'clock' | 'chance' | 'keys' | 'seal' | 'origin'>

/** The oldest first. `scopes` null: all of them; the key was made before there were scopes. */
export async function listKeys(from: Pick<Reader, 'select'>, site: string) {
  const rows = await from.select().from(siteKeys).where(eq(siteKeys.site, site)).orderBy(asc(siteKeys.createdAt))
  return rows.map(({ digest, hint, scopes, createdAt }) => ({ id: digest, hint, scopes: readScopes(scopes), createdAt }))
}

export interface NewKey {
  site: string
  scopes: readonly SiteScope[]
  doer: Doer
  by: By
}

/** The secret is only in the return value. */
export async function makeKey(tx: Tx, { site, scopes, doer, by }: NewKey, needs: KeyNeeds): Promise<{ secretKey: string }> {
  const secretKey = `sk_${longSecret(needs.chance)}`
  const hint = secretKey.slice(-HINT_LENGTH)
  const now = needs.clock.now()
  const row = await siteOf(tx, site)
  if ((await tx.$count(siteKeys, eq(siteKeys.site, site))) >= MOST_KEYS)
    throw new ProblemError('value-refused', { detail: `A site has at most ${MOST_KEYS} secret keys. Revoke one first.` })
  const kept = { digest: secretKeyDigest(needs.keys, secretKey), hint, scopes: JSON.stringify(scopes) }
  await tx.insert(siteKeys).values({ ...kept, site, createdAt: now })
  await note(tx, 'site.key-added', by, now, { hint, scopes: scopes.join(' ') }, { realm: row.realm, site })
  const did = `created a secret key that ends in ${hint}`
  await notifyOfAccess(tx, { site: row, doer, did, more: `It may be used for: ${scopes.join(', ')}` }, needs)
  return { secretKey }
}

/** One key always remains: without any, the site's own back end is locked out. */
export async function endKey(tx: Tx, { site, key, doer, by }: { site: string; key: string; doer: Doer; by: By }, needs: KeyNeeds) {
  const row = await siteOf(tx, site)
  const [gone] = await tx
    .delete(siteKeys)
    .where(and(eq(siteKeys.site, site), eq(siteKeys.digest, key)))
    .returning({ hint: siteKeys.hint })
  if (!gone) throw new ProblemError('not-found')
  if ((await tx.$count(siteKeys, eq(siteKeys.site, site))) === 0)
    throw new ProblemError('value-refused', { detail: 'This is the last secret key. Add another one first.' })
  await note(tx, 'site.key-ended', by, needs.clock.now(), { hint: gone.hint }, { realm: row.realm, site })
  await notifyOfAccess(tx, { site: row, doer, did: `revoked the secret key that ends in ${gone.hint || '(unknown)'}` }, needs)
}

interface ByOwner {
  site: string
  signedIn: SignedIn
  by: By
}
type OwnerNeeds = OperatorDeps & { sites: Sites }

/** A key can do everything that the site can, so it takes two owners to create one. */
export async function addSecretKey(
  { site, scopes, second, signedIn, by }: ByOwner & { scopes?: readonly SiteScope[] | undefined; second?: Second | undefined },
  needs: OwnerNeeds,
): Promise<{ secretKey: string }> {
  const chosen = siteScopes.filter((scope) => !scopes || scopes.includes(scope))
  const made = await needs.db.write(async (tx) => {
    const { name } = await siteOf(tx, site)
    const subject = { site, name, scopes: chosen.join(' ') }
    await needSecondPerson(tx, { action: 'site-key', subject, signedIn, second, by }, needs)
    return await makeKey(tx, { site, scopes: chosen, doer: signedIn.operator, by }, needs)
  })
  needs.sites.forget()
  return made
}

export async function endSecretKey({ site, key, signedIn, by }: ByOwner & { key: string }, needs: OwnerNeeds): Promise<void> {
  await needs.db.write((tx) => endKey(tx, { site, key, doer: signedIn.operator, by }, needs))
  needs.sites.forget()
}

export async function siteOf(tx: Pick<Tx, 'select'>, key: string) {
  const [row] = await tx.select().from(sites).where(eq(sites.key, key))
  if (!row) throw new ProblemError('not-found')
  return row
}
