/** What operators do with the outbox: send a failed message again, stop a channel, resume it. */
import { eq } from 'drizzle-orm'
import { outbox, pausedChannels } from '../db/schema.ts'
import { putBack } from '../outbox/dead-letters.ts'
import type { PausableChannel } from '../outbox/list-deliveries.ts'
import { ProblemError } from '../problems/problem.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import type { OperatorDeps } from './operator.ts'

type Needs = Pick<OperatorDeps, 'db' | 'clock'>

export async function sendAgain({ delivery, by }: { delivery: string; by: By }, { db, clock }: Needs): Promise<void> {
  const now = clock.now()
  await db.write(async (tx) => {
    if ((await putBack(tx, eq(outbox.id, delivery), now)) === 0) throw new ProblemError('not-found')
    await note(tx, 'delivery.retried', by, now, { delivery })
  })
}

export interface PauseChannel {
  channel: PausableChannel
  reason: string
  by: By & { operator: string }
}

export async function pauseChannel({ channel, reason, by }: PauseChannel, { db, clock }: Needs): Promise<void> {
  const now = clock.now()
  await db.write(async (tx) => {
    const paused = await tx.insert(pausedChannels).values({ channel, since: now, operator: by.operator, reason }).onConflictDoNothing()
    if (paused.rowsAffected === 0) throw new ProblemError('changed-meanwhile')
    await note(tx, 'channel.paused', by, now, { channel })
  })
}

export async function resumeChannel({ channel, by }: { channel: PausableChannel; by: By }, { db, clock }: Needs): Promise<void> {
  await db.write(async (tx) => {
    tx.wakeOutbox()
    const resumed = await tx.delete(pausedChannels).where(eq(pausedChannels.channel, channel))
    if (resumed.rowsAffected === 0) throw new ProblemError('changed-meanwhile')
    await note(tx, 'channel.resumed', by, clock.now(), { channel })
  })
}
