/** Writes an alert as a mail for owners. Addresses and numbers stay in the console. */
import type { Letter } from '../operators/tell.ts'
import type { AlertRow } from './keep-alerts.ts'
import type { AlertRule } from './rules.ts'

export interface News {
  alert: AlertRow
  /** `was`: it began and ended during quiet hours. */
  what: 'opened' | 'still' | 'ended' | 'was'
}

interface Surroundings {
  /** Of realms, by id. */
  names: ReadonlyMap<string, string>
  origin: string
  isLastToday: boolean
}

const MOST_LINES = 10

const titles: Record<AlertRule, string> = {
  'starts': 'many recoveries begin',
  'unknown-names': 'one address tries names that nobody has',
  'password-spray': 'one address tries passwords under many names',
  'failed-codes': 'many wrong codes',
  'sms-prefix': 'many text messages to one range of numbers',
  'many-accounts': 'one network gets into many accounts',
  'foreign-page': 'a page elsewhere asks for codes in the name of a site',
  'unmasked': 'one operator reads many whole addresses',
  'delivery-failing': 'messages do not leave',
  'record-broken': 'the record is not as it was written',
  'contact-of-many': 'one recovery contact helps at many accounts',
}

const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

function measure({ rule, count, threshold, usual, subject }: AlertRow): string {
  if (rule === 'record-broken') return `The first broken event is number ${count}.`
  if (rule === 'delivery-failing') return `Channel: ${subject}; ${count} waiting.`
  if (rule === 'contact-of-many')
    return `A contact of ${count} accounts was heard at two or more of them within a day; rings above ${threshold} accounts.`
  return `Up to ${count} in ten minutes; usual at this hour: ${usual}; rings above ${threshold}.`
}

const states: Record<News['what'], (alert: AlertRow) => string> = {
  opened: ({ openedAt }) => `since ${moment(openedAt)}`,
  still: ({ openedAt }) => `still on, since ${moment(openedAt)}`,
  ended: ({ openedAt, endedAt }) => `over: from ${moment(openedAt)} until ${moment(endedAt ?? openedAt)}`,
  was: ({ openedAt, endedAt }) => `was on and is over: from ${moment(openedAt)} until ${moment(endedAt ?? openedAt)}`,
}

export function writeLetter(news: readonly News[], { names, origin, isLastToday }: Surroundings): Letter {
  const lines = news.slice(0, MOST_LINES).map(({ alert, what }) => {
    const realm = alert.realm === '' ? '' : ` (${names.get(alert.realm) ?? alert.realm})`
    return `${titles[alert.rule]}${realm}, ${states[what](alert)}. ${measure(alert)}`
  })
  const [first] = news
  const isOver = news.every(({ alert }) => alert.endedAt !== null)
  const title = news.length === 1 && first ? titles[first.alert.rule] : `${news.length} alerts`
  return {
    subject: `Regain: ${isOver ? 'over: ' : ''}${title}`,
    paragraphs: [
      isOver ? 'An alarm is over' : 'Something is not as usual',
      ...lines.map((line) => `${line.charAt(0).toUpperCase()}${line.slice(1)}`),
      ...(news.length > MOST_LINES ? [`And ${news.length - MOST_LINES} more.`] : []),
      `Look at it, and say that you did: ${origin}/admin/alerts`,
      ...(isLastToday ? ['This is the last mail of its kind today. What else happens stands in the console.'] : []),
    ],
  }
}
