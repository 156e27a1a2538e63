/** Mails alerts to owners, in the transaction that remembers it: no flood, no second mail from another process, quiet at night. */
import { asc, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { alerts, meta, realms } from '../db/schema.ts'
import type { TellNeeds } from '../operators/tell.ts'
import { tellAll } from '../operators/tell.ts'
import { DAY_MS, HOUR_MS } from '../world/clock.ts'
import type { AlertRow } from './keep-alerts.ts'
import type { AlertSettings } from './rules.ts'
import { isQuiet } from './rules.ts'
import type { News } from './write-letter.ts'
import { writeLetter } from './write-letter.ts'

/** The first goes at once; what comes soon after it comes together. */
const APART_MS = { urgent: 60_000, other: 900_000 }
type Kind = keyof typeof APART_MS
/** More than fit in a mail wait for the next one. */
const MOST_AT_ONCE = 50

/** The row of `meta` that counts the day's mails. */
const MAILS = 'alert-mails'
type Mails = Record<Kind, { day: number; count: number; at: number }>

export type OwnerNeeds = TellNeeds & { isSetUp(channel: 'email'): boolean }

/** What a mail could still say: cheap to ask, and mostly nothing. */
export const untold = or(isNull(alerts.endedAt), ne(alerts.told, 'ended'))

function newsOf(alert: AlertRow, { reminderHours }: AlertSettings, now: number): News['what'] | undefined {
  if (alert.endedAt !== null) return alert.told === 'nothing' ? 'was' : alert.told === 'opened' ? 'ended' : undefined
  if (alert.told === 'nothing') return 'opened'
  const isTime = now - alert.toldAt >= reminderHours * HOUR_MS
  return isTime && alert.acknowledgedAt === null ? 'still' : undefined
}

export async function tellOwners(tx: Tx, settings: AlertSettings, now: number, deps: OwnerNeeds): Promise<void> {
  const rows = await tx.select().from(alerts).where(untold).orderBy(asc(alerts.openedAt))
  const news = rows.flatMap((alert): News[] => {
    const what = newsOf(alert, settings, now)
    return what ? [{ alert, what }] : []
  })
  if (news.length === 0) return
  // That something is over can wait, whatever it was.
  const isUrgent = ({ alert, what }: News) => settings.rules[alert.rule].urgent && (what === 'opened' || what === 'still')
  await tellOf(tx, 'urgent', news.filter(isUrgent), settings, now, deps)
  if (!isQuiet(settings.quiet, now))
    await tellOf(
      tx,
      'other',
      news.filter((one) => !isUrgent(one)),
      settings,
      now,
      deps,
    )
}

async function tellOf(tx: Tx, kind: Kind, all: readonly News[], settings: AlertSettings, now: number, deps: OwnerNeeds): Promise<void> {
  const news = all.slice(0, MOST_AT_ONCE)
  if (news.length === 0) return
  const mails = await readMails(tx)
  const day = Math.floor(now / DAY_MS)
  const { count, at } = mails[kind].day === day ? mails[kind] : { ...mails[kind], count: 0 }
  if (count >= settings.mailsPerDay || now - at < APART_MS[kind]) return
  const value = JSON.stringify({ ...mails, [kind]: { day, count: count + 1, at: now } } satisfies Mails)
  await tx.insert(meta).values({ name: MAILS, value }).onConflictDoUpdate({ target: meta.name, set: { value } })
  for (const told of ['opened', 'ended'] as const) {
    const ids = news.filter(({ alert }) => (alert.endedAt === null) === (told === 'opened')).map(({ alert }) => alert.id)
    if (ids.length > 0) await tx.update(alerts).set({ told, toldAt: now }).where(inArray(alerts.id, ids))
  }
  const names = new Map((await tx.select({ id: realms.id, name: realms.name }).from(realms)).map(({ id, name }) => [id, name]))
  const letter = writeLetter(news, { names, origin: deps.origin, isLastToday: count + 1 >= settings.mailsPerDay })
  // Where there is no mail, the console and the webhooks say it.
  if (deps.isSetUp('email')) await tellAll(tx, letter, deps, { role: 'owner' })
}

async function readMails(tx: Tx): Promise<Mails> {
  const [row] = await tx.select().from(meta).where(eq(meta.name, MAILS))
  const none = { day: 0, count: 0, at: 0 }
  return row ? (JSON.parse(row.value) as Mails) : { urgent: none, other: none }
}
