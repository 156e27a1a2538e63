/** Alerts in words: what is unusual, and how far from the usual number. */
import { alertTitles } from '@regain/core'
import { base } from '$app/paths'
import type { Reply } from './api.ts'
import { sayAttempt } from './attempts/say-attempt.ts'
import { count, visible } from './format.ts'
import { inLanguage, speak } from './speak.ts'

export type Alert = Reply<'GET /alerts'>['alerts'][number]
export type AlertRule = Alert['rule']

const words = speak({
  en: {
    seen: (number: string, usual: string, threshold: string) =>
      `Up to ${number} in ten minutes. Usual at this hour: ${usual}. Alert threshold: ${threshold}.`,
    waiting: (channel: string, number: string) => `${channel}: ${number} waiting.`,
    broken: (number: string) => `First altered event: ${number}.`,
    contact: (number: string) => `Contact of ${number} accounts. Confirmed two or more of them within a day.`,
    links: {
      'starts': 'See the attempts',
      'unknown-names': 'See its attempts',
      'password-spray': 'See its recovery attempts',
      'failed-codes': 'See the attempts',
      'sms-prefix': 'See the attempts',
      'many-accounts': 'See its attempts',
      'foreign-page': 'See what was refused',
      'unmasked': 'See what was unmasked',
      'delivery-failing': 'See the deliveries',
      'record-broken': 'See the audit log',
      'contact-of-many': 'See the attempts',
    },
  },
  de: {
    seen: (number: string, usual: string, threshold: string) =>
      `Bis zu ${number} in zehn Minuten. Üblich zu dieser Stunde: ${usual}. Schwelle: ${threshold}.`,
    waiting: (channel: string, number: string) => `${channel}: ${number} warten.`,
    contact: (number: string) => `Vertrauensperson von ${number} Konten. Hat zwei oder mehr davon innerhalb eines Tages bestätigt.`,
    broken: (number: string) => `Erstes verändertes Ereignis: ${number}.`,
    links: {
      'starts': 'Versuche ansehen',
      'unknown-names': 'Versuche dieser Adresse ansehen',
      'password-spray': 'Wiederherstellungsversuche dieser Adresse ansehen',
      'failed-codes': 'Versuche ansehen',
      'sms-prefix': 'Versuche ansehen',
      'many-accounts': 'Versuche aus diesem Netz ansehen',
      'foreign-page': 'Ablehnungen ansehen',
      'unmasked': 'Aufgedeckte Werte ansehen',
      'delivery-failing': 'Zustellungen ansehen',
      'record-broken': 'Audit-Protokoll ansehen',
      'contact-of-many': 'Versuche ansehen',
    },
  },
})

export const alertTitle = (rule: AlertRule): string => inLanguage(alertTitles[rule])
export const alertLink = (rule: AlertRule): string => words().links[rule]

/** The subject, beside the realm: an address prefix, the first digits of phone numbers, or an operator. */
export const alertSubject = ({ rule, subject, subjectName }: Alert): string =>
  rule === 'delivery-failing' ? '' : visible(subjectName ?? subject)

export function alertMeasure({ rule, count: number, usual, threshold, subject }: Alert): string {
  const t = words()
  if (rule === 'record-broken') return t.broken(count(number))
  if (rule === 'contact-of-many') return t.contact(count(number))
  if (rule === 'delivery-failing') return t.waiting(sayAttempt().channels[subject] ?? subject, count(number))
  return t.seen(count(number), count(usual), count(threshold))
}

const isOfAddress = (rule: AlertRule): boolean => rule === 'unknown-names' || rule === 'password-spray' || rule === 'many-accounts'

/** Where to look next. */
export function alertWhere({ rule, realm, subject }: Alert): string {
  if (rule === 'record-broken') return `${base}/record`
  if (rule === 'delivery-failing') return `${base}/deliveries?state=waiting`
  if (rule === 'unmasked') return `${base}/record?${new URLSearchParams({ realm, name: 'account.unmasked' })}`
  if (rule === 'foreign-page') return `${base}/record?${new URLSearchParams({ realm, name: 'page.refused' })}`
  return `${base}/attempts?${new URLSearchParams({ realm, ...(isOfAddress(rule) && { addressPrefix: subject }) })}`
}
