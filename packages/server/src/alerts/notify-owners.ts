/** Mails alerts to owners, in the transaction that stores that it was mailed: no flood, no second mail from another process, quiet at night. */
import { asc, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { alerts, realms } from '../db/schema.ts'
import { storedJson } from '../db/stored-value.ts'
import type { NotifyNeeds } from '../operators/notify.ts'
import { notifyOperators } from '../operators/notify.ts'
import { DAY_MS, HOUR_MS } from '../world/clock.ts'
import type { AlertRow } from './keep-alerts.ts'
import type { AlertSettings } from './rules.ts'
import { isQuiet } from './rules.ts'
import type { News } from './write-letter.ts'
import { writeLetter } from './write-letter.ts'

/** The first one is sent immediately; those that follow soon come together in the next mail. */
const APART_MS = { urgent: 60_000, other: 900_000 }
type Kind = keyof typeof APART_MS
/** If more are open than fit in a mail, the rest comes in the next one. */
const MOST_AT_ONCE = 50

type Mails = Record<Kind, { day: number; count: number; at: number }>
const NO_MAILS = { day: 0, count: 0, at: 0 }
/** Counts the day's mails. */
const mailsOfDay = storedJson<Mails>('alert-mails')

export type OwnerNeeds = NotifyNeeds & { isSetUp(channel: 'email'): boolean }

/** Alerts that may still need a mail: a cheap query, and mostly empty. */
export const mayNeedMail = or(isNull(alerts.endedAt), ne(alerts.told, 'ended'))

function newsOf(alert: AlertRow, { reminderHours }: AlertSettings, now: number): News['what'] | undefined {
  if (alert.endedAt !== null) return alert.told === 'nothing' ? 'was' : alert.told === 'opened' ? 'ended' : undefined
  if (alert.told === 'nothing') return 'opened'
  const isTime = now - alert.toldAt >= reminderHours * HOUR_MS
  return isTime && alert.acknowledgedAt === null ? 'still' : undefined
}

export async function notifyOwners(tx: Tx, settings: AlertSettings, now: number, deps: OwnerNeeds): Promise<void> {
  const rows = await tx.select().from(alerts).where(mayNeedMail).orderBy(asc(alerts.openedAt))
  const news = rows.flatMap((alert): News[] => {
    const what = newsOf(alert, settings, now)
    return what ? [{ alert, what }] : []
  })
  if (news.length === 0) return
  // The end of an alert can wait, even of an urgent one.
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
  const mails = (await mailsOfDay.read(tx)) ?? { urgent: NO_MAILS, other: NO_MAILS }
  const day = Math.floor(now / DAY_MS)
  const { count, at } = mails[kind].day === day ? mails[kind] : { ...mails[kind], count: 0 }
  if (count >= settings.mailsPerDay || now - at < APART_MS[kind]) return
  await mailsOfDay.write(tx, { ...mails, [kind]: { day, count: count + 1, at: now } })
  for (const told of ['opened', 'ended'] as const) {
    const ids = news.filter(({ alert }) => (alert.endedAt === null) === (told === 'opened')).map(({ alert }) => alert.id)
    if (ids.length > 0) await tx.update(alerts).set({ told, toldAt: now }).where(inArray(alerts.id, ids))
  }
  const names = new Map((await tx.select({ id: realms.id, name: realms.name }).from(realms)).map(({ id, name }) => [id, name]))
  const letter = writeLetter(news, { names, origin: deps.origin, isLastToday: count + 1 >= settings.mailsPerDay })
  // Without mail, the console and the webhooks show it.
  if (deps.isSetUp('email')) await notifyOperators(tx, letter, deps, { role: 'owner' })
}
