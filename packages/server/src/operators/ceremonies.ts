/** State between two requests of a sign-in or an enrolment: bound to its holder, short-lived, used once. */
import { and, eq, gt } from 'drizzle-orm'
import type { Reader, Tx } from '../db/database.ts'
import { operatorCeremonies } from '../db/schema.ts'
import { longSecret } from '../world/chance.ts'
import type { OperatorDeps } from './operator.ts'

type Kind = (typeof operatorCeremonies.$inferInsert)['kind']

export interface CeremonyName {
  kind: Kind
  /** The operator or invitation that it belongs to; empty: not known yet. */
  holder: string
  /** The secret that the browser sent back. */
  secret: string
}

/** Long enough to fetch a phone, and useless tomorrow. */
const LIFETIME_MS = 600_000

const digestOf = ({ kind, holder, secret }: CeremonyName, { keys }: Pick<OperatorDeps, 'keys'>): string =>
  keys.digest('operator', 'ceremony', kind, holder, secret)

/** The secret that the browser must send back. */
export async function openCeremony(
  { kind, holder, details }: { kind: Kind; holder: string; details: Readonly<Record<string, string>> },
  { db, clock, chance, keys, seal }: OperatorDeps,
): Promise<string> {
  const secret = longSecret(chance)
  const digest = digestOf({ kind, holder, secret }, { keys })
  const sealed = seal.sealJson(details, `ceremony ${digest}`)
  const expiresAt = clock.now() + LIFETIME_MS
  await db.write((tx) => tx.insert(operatorCeremonies).values({ digest, kind, holder, details: sealed, expiresAt }))
  return secret
}

/** Reads it without using it up. Undefined: unknown, expired, of another holder or another kind. */
export async function readCeremony(
  name: CeremonyName,
  from: Pick<Reader, 'select'>,
  { clock, keys, seal }: OperatorDeps,
): Promise<Record<string, string> | undefined> {
  const digest = digestOf(name, { keys })
  const [row] = await from
    .select()
    .from(operatorCeremonies)
    .where(and(eq(operatorCeremonies.digest, digest), gt(operatorCeremonies.expiresAt, clock.now())))
  return row && seal.openJson(row.details, `ceremony ${digest}`)
}

/** False: another request used it first. */
export async function useCeremony(tx: Tx, name: CeremonyName, deps: Pick<OperatorDeps, 'keys'>): Promise<boolean> {
  const taken = await tx.delete(operatorCeremonies).where(eq(operatorCeremonies.digest, digestOf(name, deps)))
  return taken.rowsAffected === 1
}
