/** Reminds people who depend on a single method or address, a few at a time: by mail, at most once in a number of days, and never after they unsubscribed. */
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/database.ts'
import { outbox, reminderRounds, reminders } from '../db/schema.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { senderOf } from '../outbox/message.ts'
import { putMessage } from '../outbox/put-message.ts'
import type { Site, Sites } from '../sites/realm.ts'
import { DAY_MS } from '../world/clock.ts'
import type { AccountStanding } from './read-standings.ts'
import { readStandings } from './read-standings.ts'
import { stopLink } from './stop-reminders.ts'

/** Our own choice: more than four times a year would be noise. */
export const REMINDED_DAYS = 90
/** How many wait at a time. Few, so that a code never waits behind them. */
export const MOST_WAITING = 3
/** A reminder is useless a week later. */
const LIFETIME_MS = 7 * DAY_MS

export type RemindNeeds = Pick<RecoveryDeps, 'keys' | 'isSetUp' | 'clock' | 'db' | 'chance' | 'seal' | 'origin'> & { sites: Sites }

type Round = typeof reminderRounds.$inferSelect

/** Does one step of each active round. True: there is more to do. */
export async function remindSome(needs: RemindNeeds): Promise<boolean> {
  const rounds = await needs.db.read.select().from(reminderRounds).where(isNull(reminderRounds.endedAt))
  for (const round of rounds) await step(round, needs)
  return rounds.length > 0
}

async function step(round: Round, needs: RemindNeeds): Promise<void> {
  const { db, clock } = needs
  const site = await needs.sites.byKey(round.site)
  const now = clock.now()
  if (!site) return await end(round, needs)
  const isWaiting = and(eq(outbox.state, 'waiting'), eq(outbox.channel, 'email'), eq(outbox.kind, 'reminder'))
  const room = MOST_WAITING - (await db.read.$count(outbox, isWaiting))
  if (room <= 0) return
  const { id: realm, policy } = site.realm
  const page = await readStandings(db.read, { realm, policy, after: round.cursor }, needs)
  if (page.length === 0) return await end(round, needs)
  const due = page.filter(({ standing, mail, locked }) => standing.lockedOutBy === 'one-loss' && mail !== undefined && !locked)
  const known = await db.read
    .select()
    .from(reminders)
    .where(
      and(
        eq(reminders.realm, realm),
        inArray(
          reminders.account,
          due.map(({ digest }) => digest),
        ),
      ),
    )
  const leave = new Set(
    known.flatMap(({ account, remindedAt, stoppedAt }) => (stoppedAt !== null || isLately(remindedAt, now) ? [account] : [])),
  )
  const meant = due.filter(({ digest }) => !leave.has(digest)).slice(0, room)
  // If the step ended early, the next one continues after the last account that got a mail.
  const last = meant.length < room ? page.at(-1) : meant.at(-1)
  await db.write(async (tx) => {
    const claimed = await tx
      .update(reminderRounds)
      .set({ cursor: last?.id ?? round.cursor })
      .where(and(eq(reminderRounds.id, round.id), eq(reminderRounds.cursor, round.cursor), isNull(reminderRounds.endedAt)))
    // Another process has done this step.
    if (claimed.rowsAffected === 0) return
    let sent = 0
    for (const one of meant) sent += Number(await write(tx, one, site, now, needs))
    await tx
      .update(reminderRounds)
      .set({ sent: sql`${reminderRounds.sent} + ${sent}` })
      .where(eq(reminderRounds.id, round.id))
  })
}

const isLately = (remindedAt: number, now: number): boolean => remindedAt > now - REMINDED_DAYS * DAY_MS

/** The guarded statement decides: somebody who unsubscribed in the meantime gets none. */
async function write(tx: Tx, { digest, locale, mail }: AccountStanding, site: Site, now: number, needs: RemindNeeds): Promise<boolean> {
  const marked = await tx
    .insert(reminders)
    .values({ realm: site.realm.id, account: digest, remindedAt: now })
    .onConflictDoUpdate({
      target: [reminders.realm, reminders.account],
      set: { remindedAt: now },
      setWhere: and(isNull(reminders.stoppedAt), lt(reminders.remindedAt, now - REMINDED_DAYS * DAY_MS + 1)),
    })
  if (marked.rowsAffected === 0 || mail === undefined) return false
  const sender = senderOf(site)
  const stopUrl = stopLink({ site: site.key, account: digest }, needs)
  const message = { kind: 'reminder' as const, channel: 'email' as const, to: mail, locale: locale ?? 'en', at: now, sender, stopUrl }
  return await putMessage(
    tx,
    { message, realm: site.realm, account: digest, about: ['reminder'], expiresAt: now + LIFETIME_MS },
    now,
    needs,
  )
}

async function end({ id, realm, site, sent }: Round, { db, clock }: RemindNeeds): Promise<void> {
  const at = clock.now()
  await db.write(async (tx) => {
    const isOpen = and(eq(reminderRounds.id, id), isNull(reminderRounds.endedAt))
    const ended = await tx.update(reminderRounds).set({ endedAt: at }).where(isOpen)
    if (ended.rowsAffected === 1)
      await record(tx, { at, name: 'reminders.ended', actor: 'server', realm, site, details: { round: id, sent } })
  })
}
