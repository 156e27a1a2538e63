/** Writes an alert as a mail for owners. Addresses and numbers stay in the console. */
import { alertTitles } from '@regain/core'
import type { Letter } from '../operators/notify.ts'
import type { AlertRow } from './keep-alerts.ts'

export interface News {
  alert: AlertRow
  /** `was`: it began and ended during quiet hours. */
  what: 'opened' | 'still' | 'ended' | 'was'
}

interface Surroundings {
  /** Names of the realms, by id. */
  names: ReadonlyMap<string, string>
  origin: string
  isLastToday: boolean
}

const MOST_LINES = 10

const titleOf = ({ rule }: AlertRow): string => alertTitles[rule].en

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

function measure({ rule, count, threshold, usual, subject }: AlertRow): string {
  if (rule === 'record-broken') return `The first altered event is number ${count}.`
  if (rule === 'delivery-failing') return `Channel: ${subject}. Messages waiting: ${count}.`
  if (rule === 'contact-of-many')
    return `A recovery contact of ${count} accounts confirmed two or more of them within a day. Alert threshold: ${threshold} accounts.`
  return `Up to ${count} in ten minutes. Usual at this hour: ${usual}. Alert threshold: ${threshold}.`
}

const states: Record<News['what'], (alert: AlertRow) => string> = {
  opened: ({ openedAt }) => `since ${moment(openedAt)}`,
  still: ({ openedAt }) => `still active, since ${moment(openedAt)}`,
  ended: ({ openedAt, endedAt }) => `ended: from ${moment(openedAt)} until ${moment(endedAt ?? openedAt)}`,
  was: ({ openedAt, endedAt }) => `started and ended: from ${moment(openedAt)} until ${moment(endedAt ?? openedAt)}`,
}

export function writeLetter(news: readonly News[], { names, origin, isLastToday }: Surroundings): Letter {
  const lines = news.slice(0, MOST_LINES).map(({ alert, what }) => {
    const realm = alert.realm === '' ? '' : ` (${names.get(alert.realm) ?? alert.realm})`
    return `${titleOf(alert)}${realm}, ${states[what](alert)}. ${measure(alert)}`
  })
  const [first] = news
  const isOver = news.every(({ alert }) => alert.endedAt !== null)
  const title = news.length === 1 && first ? titleOf(first.alert) : `${news.length} alerts`
  return {
    subject: `Regain: ${isOver ? 'Ended: ' : ''}${title}`,
    paragraphs: [
      isOver ? 'An alert has ended' : 'Something unusual is happening',
      ...lines,
      ...(news.length > MOST_LINES ? [`And ${news.length - MOST_LINES} more.`] : []),
      `Review and acknowledge it: ${origin}/admin/alerts`,
      ...(isLastToday ? ['This is the last alert email today. See the console for further alerts.'] : []),
    ],
  }
}
