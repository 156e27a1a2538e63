/** Answers cases about unknown names automatically: they seem to be reviewed, and are refused, at times drawn for each. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { cases } from '../db/schema.ts'
import { putMessage } from '../outbox/put-message.ts'
import { HOUR_MS } from '../world/clock.ts'
import type { CaseNeeds, ReadCase } from './read-case.ts'
import { answerTo } from './read-case.ts'

/** Typical times of a support desk that is not always staffed. A site whose operators work at other times can still be told apart. */
const LOOKED_AT = { from: HOUR_MS, to: 12 * HOUR_MS } as const
const ANSWERED = { from: 24 * HOUR_MS, to: 72 * HOUR_MS } as const
/** If an answer can't be delivered within a week, it is useless: the person has asked again. */
export const ANSWER_LIFETIME_MS = 7 * 24 * HOUR_MS

/**
 * Security: for a known account the same times are drawn and the same message is written, without effect. Otherwise a case that nobody ever looks at, or an answer that
 * never comes, would tell a stranger that the name is unknown.
 */
export async function answerByItself(tx: Tx, about: ReadCase, now: number, needs: Omit<CaseNeeds, 'sites'>): Promise<void> {
  const drawn = ({ from, to }: { from: number; to: number }) => now + from + needs.chance.below(to - from)
  const [claimedAt, settledAt] = [drawn(LOOKED_AT), drawn(ANSWERED)]
  const { id, decoy, flow } = about.row
  await tx
    .update(cases)
    .set(decoy ? { claimedAt, settledAt } : { claimedAt: null, settledAt: null })
    .where(eq(cases.id, id))
  await putMessage(
    tx,
    {
      message: answerTo(about, 'refused', needs),
      realm: about.site.realm,
      flow,
      expiresAt: settledAt + ANSWER_LIFETIME_MS,
      toNobody: !decoy,
      inPlace: about.told.contact.value,
      notBefore: settledAt,
    },
    now,
    needs,
  )
}
