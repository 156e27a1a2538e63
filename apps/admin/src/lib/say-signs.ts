/** Warning signs in words: what each says, its weight, and what their sum requires. */
import type { ConsoleLanguage, PolicyNumberPath, SignalName } from '@regain/core'
import type { Reply } from './api.ts'
import { speak } from './speak.ts'

export type Risk = Reply<'GET /cases/:case'>['risk']

const en: Record<SignalName, string> = {
  'new-country': 'It comes from a country with no proven attempt at this account in the last thirty days.',
  'other-country': 'The proof came from a different country than the start of the attempt.',
  'many-accounts': 'Five or more other accounts were proven from this network and kind of browser within a day.',
  'no-page': 'The answer named no page that it came from, so it came from a program and not from a browser.',
  'address-new': 'An address of this account is less than thirty days old. A thief who takes over an account adds an address first.',
  'only-address': 'The code went to the only address of this account, so nobody else was notified.',
  'someone-in': 'The person reports that someone else is in the account.',
  'wrong-codes': 'There were two or more wrong codes before the right one.',
  'several-attempts': 'Three or more other attempts at this account failed in the day before.',
  'several-cases': 'There was another case about this account.',
}
const de: Record<SignalName, string> = {
  'new-country': 'Er kommt aus einem Land, aus dem es in den letzten dreißig Tagen keinen erfolgreichen Nachweis für dieses Konto gab.',
  'other-country': 'Der Nachweis kam aus einem anderen Land als der Beginn des Versuchs.',
  'many-accounts': 'Aus diesem Netz und mit dieser Art Browser gab es innerhalb eines Tages Nachweise für fünf oder mehr andere Konten.',
  'no-page': 'Die Antwort nannte keine Seite, von der sie kam. Sie kam also von einem Programm und nicht von einem Browser.',
  'address-new': 'Eine Adresse dieses Kontos ist keine dreißig Tage alt. Wer ein Konto übernimmt, trägt zuerst eine eigene Adresse ein.',
  'only-address': 'Der Code ging an die einzige Adresse dieses Kontos, niemand sonst wurde benachrichtigt.',
  'someone-in': 'Die Person meldet, dass jemand anders im Konto ist.',
  'wrong-codes': 'Vor dem richtigen Code gab es zwei oder mehr falsche.',
  'several-attempts': 'Am Tag davor scheiterten drei oder mehr andere Versuche an diesem Konto.',
  'several-cases': 'Zu diesem Konto gab es schon einen anderen Fall.',
}

export const saySigns = speak({
  en: {
    signs: en,
    short: {
      'new-country': 'new country',
      'other-country': 'proven from another country',
      'many-accounts': 'many accounts from one network',
      'no-page': 'no page named',
      'address-new': 'address changed recently',
      'only-address': 'only address',
      'someone-in': 'someone else in the account',
      'wrong-codes': 'wrong codes',
      'several-attempts': 'several attempts',
      'several-cases': 'several cases',
    } as Record<SignalName, string>,
    found: { high: 'enough to require two proofs', any: 'any' },
    title: 'Warning signs',
    none: 'None.',
    weighs: (weight: number) => `weight ${weight}`,
    total: (total: number, twoAt: number) =>
      `Total weight: ${total}. From ${twoAt}, an attempt requires two proofs that can’t be lost together.`,
    mark: (total: number) => `Total weight of warning signs: ${total}`,
    high: 'high',
    unproven: 'They are checked with the first correct proof. Before that, everyone must see the same.',
  },
  de: {
    signs: de,
    short: {
      'new-country': 'neues Land',
      'other-country': 'Nachweis aus anderem Land',
      'many-accounts': 'viele Konten aus einem Netz',
      'no-page': 'keine Seite genannt',
      'address-new': 'Adresse kürzlich geändert',
      'only-address': 'einzige Adresse',
      'someone-in': 'jemand anders im Konto',
      'wrong-codes': 'falsche Codes',
      'several-attempts': 'mehrere Versuche',
      'several-cases': 'mehrere Fälle',
    },
    found: { high: 'genug für zwei Nachweise', any: 'irgendeines' },
    title: 'Warnzeichen',
    none: 'Keine.',
    weighs: (weight: number) => `Gewicht ${weight}`,
    total: (total: number, twoAt: number) =>
      `Gesamtgewicht: ${total}. Ab ${twoAt} verlangt ein Versuch zwei Nachweise, die nicht zusammen verloren gehen können.`,
    mark: (total: number) => `Gesamtgewicht der Warnzeichen: ${total}`,
    high: 'hoch',
    unproven: 'Sie werden beim ersten richtigen Nachweis geprüft. Vorher müssen alle dasselbe sehen.',
  },
})

type WeightPath = Extract<PolicyNumberPath, `risk.weights.${string}`>

/** In the policy form, each with the place of its weight. */
const weighed = (signs: Record<SignalName, string>, weight: string) =>
  Object.fromEntries(Object.entries(signs).map(([name, sentence]) => [`risk.weights.${name}`, `${sentence} ${weight} ….`])) as Record<
    WeightPath,
    string
  >
export const weightSentences: Record<ConsoleLanguage, Record<WeightPath, string>> = {
  en: weighed(en, 'Weight:'),
  de: weighed(de, 'Gewicht:'),
}

/** From the details of an event. */
export const listSigns = (names: string): string =>
  names
    .split(' ')
    .flatMap((name) => (saySigns().signs as Readonly<Record<string, string>>)[name] ?? [])
    .join(' ')
