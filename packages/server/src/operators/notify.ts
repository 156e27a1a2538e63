/** Notifies operators by mail, in the transaction of the act. */
import { and, eq, ne, or } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { operators } from '../db/schema.ts'
import { putOperatorMail } from '../outbox/put-message.ts'
import { DAY_MS } from '../world/clock.ts'
import { hadRoleLately } from './former-role.ts'
import type { OperatorDeps } from './operator.ts'
import type { Role } from './permissions.ts'
import { roles } from './permissions.ts'

export interface Letter {
  subject: string
  /** The first one is the title. */
  paragraphs: readonly string[]
}

export type NotifyNeeds = Pick<OperatorDeps, 'clock' | 'chance' | 'keys' | 'seal' | 'origin'>

/** A mail server may be down for a day. */
const LIFETIME_MS = DAY_MS

export async function notifyOperator(tx: Tx, to: string, letter: Letter, needs: NotifyNeeds): Promise<void> {
  const now = needs.clock.now()
  const sender = { siteName: 'Regain', siteOrigin: needs.origin, support: {} }
  const message = { kind: 'operator-mail' as const, channel: 'email' as const, to, locale: 'en', at: now, sender, ...letter }
  await putOperatorMail(tx, message, now + LIFETIME_MS, now, needs)
}

export interface Those {
  /** The operator who already knows. */
  butNot?: string
  role?: Role
  /** Includes operators who could approve until recently. */
  alsoFormer?: boolean
}

export async function notifyOperators(
  tx: Tx,
  letter: Letter,
  deps: NotifyNeeds,
  { butNot = '', role, alsoFormer = false }: Those = {},
): Promise<void> {
  const isActive = and(eq(operators.state, 'active'), role && eq(operators.role, role))
  const everybody = await tx
    .select({ email: operators.email })
    .from(operators)
    .where(and(ne(operators.id, butNot), or(isActive, alsoFormer ? hadRoleLately(roles, deps.clock.now()) : undefined)))
  for (const { email } of everybody) await notifyOperator(tx, email, letter, deps)
}
