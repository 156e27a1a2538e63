/** Alerts in words: what is unusual, and how far from the usual number. */
import { base } from '$app/paths'
import type { Reply } from './api.ts'
import { sayAttempt } from './attempts/say-attempt.ts'
import { count, visible } from './format.ts'
import { speak } from './speak.ts'

export type Alert = Reply<'GET /alerts'>['alerts'][number]
export type AlertRule = Alert['rule']

const words = speak({
  en: {
    titles: {
      'starts': 'Many recoveries begin',
      'unknown-names': 'One address tries names that nobody has',
      'password-spray': 'One address tries passwords under many names',
      'failed-codes': 'Many wrong codes',
      'sms-prefix': 'Many text messages to one range of numbers',
      'many-accounts': 'One network gets into many accounts',
      'foreign-page': 'A page elsewhere asks for codes in the name of a site',
      'unmasked': 'One operator reads many whole addresses',
      'delivery-failing': 'Messages do not leave',
      'record-broken': 'The record is not as it was written',
      'contact-of-many': 'One recovery contact helps at many accounts',
    },
    seen: (number: string, usual: string, threshold: string) =>
      `Up to ${number} in ten minutes; usual at this hour: ${usual}; rings above ${threshold}.`,
    waiting: (channel: string, number: string) => `${channel}: ${number} waiting.`,
    broken: (number: string) => `The first event that is not as it was: ${number}.`,
    contact: (number: string) => `Contact of ${number} accounts, and heard at two or more of them within a day.`,
    links: {
      'starts': 'The attempts',
      'unknown-names': 'Its attempts',
      'password-spray': 'Its attempts to recover',
      'failed-codes': 'The attempts',
      'sms-prefix': 'The attempts',
      'many-accounts': 'Its attempts',
      'foreign-page': 'What was refused',
      'unmasked': 'What was read',
      'delivery-failing': 'The deliveries',
      'record-broken': 'The record',
      'contact-of-many': 'The attempts',
    },
  },
  de: {
    titles: {
      'starts': 'Viele wollen zugleich zurück',
      'unknown-names': 'Eine Adresse probiert Namen, die niemand hat',
      'password-spray': 'Eine Adresse probiert Passwörter unter vielen Namen',
      'failed-codes': 'Viele falsche Codes',
      'sms-prefix': 'Viele SMS in einen Nummernbereich',
      'many-accounts': 'Ein Netz kommt in viele Konten',
      'foreign-page': 'Eine fremde Seite verlangt Codes im Namen eines Auftritts',
      'unmasked': 'Jemand vom Personal liest viele ganze Adressen',
      'delivery-failing': 'Nachrichten gehen nicht hinaus',
      'record-broken': 'Das Protokoll ist nicht, wie es geschrieben wurde',
      'contact-of-many': 'Eine Vertrauensperson hilft bei vielen Konten',
    },
    seen: (number: string, usual: string, threshold: string) =>
      `Bis zu ${number} in zehn Minuten; üblich zu dieser Stunde: ${usual}; gemeldet wird über ${threshold}.`,
    waiting: (channel: string, number: string) => `${channel}: ${number} warten.`,
    contact: (number: string) => `Vertrauensperson von ${number} Konten, und bei zweien oder mehr davon innerhalb eines Tages gehört.`,
    broken: (number: string) => `Das erste Ereignis, das nicht mehr so ist: ${number}.`,
    links: {
      'starts': 'Die Versuche',
      'unknown-names': 'Ihre Versuche',
      'password-spray': 'Ihre Versuche, zurückzukommen',
      'failed-codes': 'Die Versuche',
      'sms-prefix': 'Die Versuche',
      'many-accounts': 'Seine Versuche',
      'foreign-page': 'Was abgelehnt wurde',
      'unmasked': 'Was gelesen wurde',
      'delivery-failing': 'Die Zustellungen',
      'record-broken': 'Das Protokoll',
      'contact-of-many': 'Die Versuche',
    },
  },
})

export const alertTitle = (rule: AlertRule): string => words().titles[rule]
export const alertLink = (rule: AlertRule): string => words().links[rule]

/** What it is about, beside its realm: an address prefix, the beginning of numbers, an operator. */
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

/** Where one looks next. */
export function alertWhere({ rule, realm, subject }: Alert): string {
  if (rule === 'record-broken') return `${base}/record`
  if (rule === 'delivery-failing') return `${base}/deliveries?state=waiting`
  if (rule === 'unmasked') return `${base}/record?${new URLSearchParams({ realm, name: 'account.unmasked' })}`
  if (rule === 'foreign-page') return `${base}/record?${new URLSearchParams({ realm, name: 'page.refused' })}`
  return `${base}/attempts?${new URLSearchParams({ realm, ...(isOfAddress(rule) && { addressPrefix: subject }) })}`
}
