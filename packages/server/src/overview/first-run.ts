/** The steps that a new installation still needs, and the fact that completes each. */
import { and, asc, desc, eq } from 'drizzle-orm'
import { LAST_BACKUP } from '../db/backup/backup.ts'
import type { Database } from '../db/database.ts'
import { accounts, operators, outbox, realms, sites } from '../db/schema.ts'
import { storedJson } from '../db/stored-value.ts'
import type { Channels } from '../outbox/channel.ts'
import { channelStates } from '../outbox/list-deliveries.ts'
import { notRemoved } from '../sites/realm-exists.ts'
import type { Clock } from '../world/clock.ts'

export interface FirstRunNeeds {
  db: Database
  clock: Clock
  channels: Channels
}

export async function readFirstRun({ db, clock, channels }: FirstRunNeeds) {
  const mailed = and(eq(outbox.channel, 'email'), eq(outbox.state, 'delivered'))
  const [[sent], states, sited, [first], elsewhere, backupAt, staff] = await Promise.all([
    db.read.select({ at: outbox.settledAt }).from(outbox).where(mailed).orderBy(desc(outbox.settledAt)).limit(1),
    channelStates({ db, clock }),
    db.read.select({ key: sites.key, name: sites.name, seenAt: sites.seenAt }).from(sites).orderBy(asc(sites.createdAt)),
    db.read.select({ id: accounts.id }).from(accounts).limit(1),
    db.read.select({ directory: realms.directory }).from(realms).where(notRemoved),
    storedJson<number>(LAST_BACKUP).read(db.read),
    db.read.$count(operators, eq(operators.state, 'active')),
  ])
  const seen = sited.find(({ seenAt }) => seenAt !== null)
  return {
    mail: {
      configured: channels.email !== undefined,
      failing: states.some(({ channel, failing }) => channel === 'email' && failing),
      /** When a mail was last delivered; null: never, or long ago. */
      sentAt: sent?.at ?? null,
    },
    site: {
      /** The site that was seen first, or the oldest one. */
      key: seen?.key ?? sited[0]?.key ?? null,
      /** When one of its pages first showed the widget. */
      seenAt: seen?.seenAt ?? null,
    },
    accounts: {
      here: first !== undefined,
      /** A site keeps its own accounts. */
      elsewhere: elsewhere.some(({ directory }) => directory !== null),
    },
    /** How many operators can sign in. */
    operators: staff,
    /** When `regain backup` last wrote a backup; null: never. */
    backupAt: backupAt ?? null,
  }
}
