/** Starts a round of reminders for an owner: a bulk act that needs a second operator's approval. */
import { and, eq, isNull } from 'drizzle-orm'
import { recordAct } from '../audit/record-act.ts'
import { reminderRounds } from '../db/schema.ts'
import type { By } from '../operators/note.ts'
import type { OperatorDeps, SignedIn } from '../operators/operator.ts'
import type { Second } from '../operators/second-person.ts'
import { needSecondPerson } from '../operators/second-person.ts'
import { ProblemError } from '../problems/problem.ts'
import { needBuiltIn } from '../sites/need-built-in.ts'
import type { Sites } from '../sites/realm.ts'
import { randomId } from '../world/chance.ts'

export interface StartRound {
  realm: string
  /** The site that the mails come from. */
  site: string
  reason: string
  signedIn: SignedIn
  second?: Second | undefined
  by: By & { operator: string }
}

export async function startRound(
  { realm, site: key, reason, signedIn, second, by }: StartRound,
  deps: OperatorDeps & { sites: Sites },
): Promise<{ round: string }> {
  const site = await deps.sites.byKey(key)
  if (site?.realm.id !== realm) throw new ProblemError('not-found')
  needBuiltIn(site.realm)
  const round = randomId(deps.chance)
  const at = deps.clock.now()
  await deps.db.write(async (tx) => {
    const [open] = await tx
      .select({ id: reminderRounds.id })
      .from(reminderRounds)
      .where(and(eq(reminderRounds.realm, realm), isNull(reminderRounds.endedAt)))
    if (open) throw new ProblemError('changed-meanwhile', { detail: 'Reminders for this realm are already being sent.' })
    await needSecondPerson(tx, { action: 'reminders', subject: { realm: site.realm.name, site: site.name }, signedIn, second, by }, deps)
    await tx.insert(reminderRounds).values({ id: round, realm, site: key, operator: by.operator, startedAt: at })
    await recordAct(tx, { name: 'reminders.started', at, ...by, realm, reason, details: { round, site: key } }, deps.chance)
  })
  return { round }
}

/** Stops sending. Mails that were already sent can't be recalled. */
export async function stopRound(
  { realm, by }: { realm: string; by: By & { operator: string } },
  { db, clock, chance }: OperatorDeps,
): Promise<void> {
  const at = clock.now()
  await db.write(async (tx) => {
    const ended = await tx
      .update(reminderRounds)
      .set({ endedAt: at })
      .where(and(eq(reminderRounds.realm, realm), isNull(reminderRounds.endedAt)))
    if (ended.rowsAffected === 0) throw new ProblemError('not-found')
    await recordAct(tx, { name: 'reminders.ended', at, ...by, realm }, chance)
  })
}
