/** Creates the links by which operators join: the first owner's, and invitations. Each opens once, for a limited time. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { operatorInvitations, operators } from '../db/schema.ts'
import { valueRefused } from '../problems/problem.ts'
import { longSecret, randomId } from '../world/chance.ts'
import { HOUR_MS } from '../world/clock.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import type { OperatorDeps } from './operator.ts'
import { readEmail } from './operator.ts'
import type { Role } from './permissions.ts'

type Needs = Pick<OperatorDeps, 'chance' | 'clock' | 'keys' | 'origin'>

const FIRST_LINK_MS = HOUR_MS
const INVITATION_MS = 24 * HOUR_MS

export const linkDigest = (keys: OperatorDeps['keys'], secret: string): string => keys.digest('operator', 'link', secret)

/** Behind `#`, so that no log, proxy or referrer contains it. */
const linkOf = (origin: string, secret: string): string => `${origin}/admin/join#${secret}`

export interface Link {
  link: string
  expiresAt: number
}

/** Undefined: there is an operator already, and this way is closed forever. Earlier links become invalid. */
export async function makeFirstLink(tx: Tx, { chance, clock, keys, origin }: Needs): Promise<Link | undefined> {
  if ((await tx.$count(operators)) > 0) return undefined
  await tx.delete(operatorInvitations).where(and(isNull(operatorInvitations.email), isNull(operatorInvitations.usedAt)))
  return await put(tx, { role: 'owner', lifetime: FIRST_LINK_MS }, { chance, clock, keys, origin })
}

export interface Invite {
  email: string
  role: Role
  by: By
  /** For an existing operator, who is signed out everywhere and starts again with other credentials. */
  again?: boolean
}

/** Throws `value-refused` if an operator has the address and `again` is not set. Earlier invitations become invalid. */
export async function invite(tx: Tx, { email: typed, role, by, again = false }: Invite, needs: Needs): Promise<Link> {
  const email = readEmail(typed)
  const [known] = await tx.select().from(operators).where(eq(operators.email, email))
  if (known && !again) throw valueRefused('email', 'already belongs to an operator')
  await tx.delete(operatorInvitations).where(and(eq(operatorInvitations.email, email), isNull(operatorInvitations.usedAt)))
  const link = await put(
    tx,
    { email, role, lifetime: INVITATION_MS, ...(known && { operator: known.id }), ...(by.operator && { invitedBy: by.operator }) },
    needs,
  )
  await note(tx, 'operator.invited', by, needs.clock.now(), { role, ...(known && { whose: known.id }) })
  return link
}

interface NewInvitation {
  email?: string
  role: Role
  operator?: string
  invitedBy?: string
  lifetime: number
}

async function put(tx: Tx, { lifetime, ...row }: NewInvitation, { chance, clock, keys, origin }: Needs): Promise<Link> {
  const secret = longSecret(chance)
  const createdAt = clock.now()
  const expiresAt = createdAt + lifetime
  await tx.insert(operatorInvitations).values({ id: randomId(chance), digest: linkDigest(keys, secret), ...row, createdAt, expiresAt })
  return { link: linkOf(origin, secret), expiresAt }
}
