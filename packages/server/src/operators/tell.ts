/** Tells operators by mail what they should know, in the transaction that makes it so. */
import { and, eq, ne } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { operators } from '../db/schema.ts'
import { putMessage } from '../outbox/put-message.ts'
import { DAY_MS } from '../security/clock.ts'
import type { OperatorDeps } from './operator.ts'
import type { Role } from './permissions.ts'

export interface Letter {
  subject: string
  /** The first is the title. */
  paragraphs: readonly string[]
}

export type TellNeeds = Pick<OperatorDeps, 'clock' | 'chance' | 'seal' | 'origin'>

/** A mail server may be down for a day. */
const LIFETIME_MS = DAY_MS

export async function tell(tx: Tx, to: string, letter: Letter, { clock, chance, seal, origin }: TellNeeds): Promise<void> {
  const now = clock.now()
  const sender = { siteName: 'Regain', siteOrigin: origin, support: {} }
  const message = { kind: 'operator-mail' as const, channel: 'email' as const, to, locale: 'en', at: now, sender, ...letter }
  await putMessage(tx, { message, realm: undefined, expiresAt: now + LIFETIME_MS }, now, chance, seal)
}

export interface Those {
  /** This one knows already. */
  butNot?: string
  role?: Role
}

export async function tellAll(tx: Tx, letter: Letter, deps: TellNeeds, { butNot = '', role }: Those = {}): Promise<void> {
  const everybody = await tx
    .select({ email: operators.email })
    .from(operators)
    .where(and(eq(operators.state, 'active'), ne(operators.id, butNot), role && eq(operators.role, role)))
  for (const { email } of everybody) await tell(tx, email, letter, deps)
}
