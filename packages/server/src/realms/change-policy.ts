/** Changes a realm's policy: no change overwrites another, a weaker policy needs a second person, and every version is kept with author and reason. */
import type { Policy, PolicyChange, PolicyValue } from '@regain/core'
import { comparePolicies, PolicySchema } from '@regain/core'
import { and, asc, desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { operators, policyVersions, realms, sites } from '../db/schema.ts'
import type { By } from '../operators/note.ts'
import { note } from '../operators/note.ts'
import type { OperatorDeps, SignedIn } from '../operators/operator.ts'
import type { Second } from '../operators/second-person.ts'
import { needSecondPerson } from '../operators/second-person.ts'
import { ProblemError } from '../problems/problem.ts'
import { whyUnreadable } from '../sites/read-sites.ts'
import type { Sites } from '../sites/realm.ts'
import { notRemoved } from '../sites/realm-exists.ts'

/** By name, each with its sites. */
export async function listRealms({ db, seal }: Pick<OperatorDeps, 'db' | 'seal'>) {
  const rows = await db.read.select().from(realms).where(notRemoved).orderBy(asc(realms.name))
  const siteRows = await db.read.select({ realm: sites.realm, key: sites.key, name: sites.name }).from(sites).orderBy(asc(sites.name))
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    policyVersion: row.policyVersion,
    /** Why the realm is shut, which is all that can be read of it; null: it is open. */
    shut: whyUnreadable(row, seal) ?? null,
    directory: row.directory === null ? ('built-in' as const) : ('webhook' as const),
    sites: siteRows.filter((site) => site.realm === row.id).map((site) => ({ key: site.key, name: site.name })),
  }))
}

function parse(text: string): Policy {
  try {
    return v.parse(PolicySchema, JSON.parse(text))
  } catch {
    throw new ProblemError('unavailable', { detail: 'This policy can’t be read. The list of realms says why.' })
  }
}

export async function readPolicy(realm: string, { db }: Pick<OperatorDeps, 'db'>) {
  const [row] = await db.read
    .select()
    .from(realms)
    .where(and(eq(realms.id, realm), notRemoved))
  if (!row) throw new ProblemError('not-found')
  return { realm, name: row.name, version: row.policyVersion, policy: parse(row.policy) }
}

export interface ChangePolicy {
  realm: string
  policy: Policy
  /** The version that the operator saw. */
  version: number
  reason: string
  signedIn: SignedIn
  second?: Second | undefined
  by: By & { operator: string }
}

export async function changePolicy(
  { realm, policy, version, reason, signedIn, second, by }: ChangePolicy,
  deps: OperatorDeps & { sites: Sites },
): Promise<{ version: number }> {
  const now = deps.clock.now()
  await deps.db.write(async (tx) => {
    const [row] = await tx
      .select()
      .from(realms)
      .where(and(eq(realms.id, realm), notRemoved))
    if (!row) throw new ProblemError('not-found')
    if (row.policyVersion !== version) throw new ProblemError('changed-meanwhile')
    const changes = comparePolicies(parse(row.policy), policy)
    if (changes.length === 0) throw new ProblemError('value-refused', { detail: 'This is already the current policy.' })
    const words = Object.fromEntries(changes.map((change) => [change.path, sayChange(change)]))
    if (changes.some(({ weaker }) => weaker)) {
      const subject = { realm: row.name, version: String(version), ...words }
      await needSecondPerson(tx, { action: 'weaker-policy', subject, signedIn, second, by }, deps)
    }
    const written = { realm, version: version + 1, policy: JSON.stringify(policy), at: now, operator: by.operator, reason }
    await tx
      .update(realms)
      .set({ policy: written.policy, policyVersion: written.version })
      .where(and(eq(realms.id, realm), eq(realms.policyVersion, version)))
    await tx.insert(policyVersions).values(written)
    // The reason is stored beside the version: it may name somebody, and the audit log outlives them.
    const said = Object.entries(words).map(([path, text]) => `${path}: ${text}`)
    const details = { version: written.version, weaker: changes.some(({ weaker }) => weaker), changes: said.join('; ') }
    await note(tx, 'realm.policy-changed', by, now, details, { realm })
  })
  deps.sites.forget()
  return { version: version + 1 }
}

/** Exactly what changes, in one line: a second operator approves these words and no others. */
function sayChange({ before, after }: PolicyChange): string {
  const [old, now] = [asList(before), asList(after)]
  if (old && now)
    return [
      ...now.filter((one) => !old.includes(one)).map((one) => `+${one}`),
      ...old.filter((one) => !now.includes(one)).map((one) => `−${one}`),
    ].join(' ')
  return `${say(before)} → ${say(after)}`
}

const asList = (value: PolicyValue): readonly string[] | undefined => (Array.isArray(value) ? value : undefined)
const say = (value: PolicyValue): string => asList(value)?.join(' ') ?? (value === undefined ? '–' : String(value))

const MOST_SHOWN = 100

/** The newest first, each with what it changed. */
export async function listPolicyVersions(realm: string, { db }: Pick<OperatorDeps, 'db'>) {
  const rows = await db.read
    .select({ kept: policyVersions, name: operators.name })
    .from(policyVersions)
    .leftJoin(operators, eq(operators.id, policyVersions.operator))
    .where(eq(policyVersions.realm, realm))
    .orderBy(desc(policyVersions.version))
    .limit(MOST_SHOWN + 1)
  if (rows.length === 0) throw new ProblemError('not-found')
  const versions = rows.map(({ kept, name }) => ({ ...kept, operator: name, policy: parse(kept.policy) }))
  return {
    versions: versions.slice(0, MOST_SHOWN).map((one, place) => {
      const before = versions[place + 1]
      return { ...one, changes: before ? comparePolicies(before.policy, one.policy) : [] }
    }),
  }
}
