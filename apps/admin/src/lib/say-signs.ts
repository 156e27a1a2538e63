/** Warning signs in words: what each says, its weight, and what their sum requires. */
import type { PolicyNumberPath, SignalName } from '@regain/core'
import type { Reply } from './api.ts'
import { speak } from './speak.ts'

export type Risk = Reply<'GET /cases/:case'>['risk']

const en: Record<SignalName, string> = {
  'new-country': 'It comes from a country that no proven attempt at this account came from in the last thirty days.',
  'other-country': 'The proof came from another country than the one in which the attempt was begun.',
  'many-accounts': 'From this network and kind of browser, five other accounts or more were proven within a day.',
  'no-page': 'The answer named no page that it came from: a program gave it, and no browser.',
  'address-new': 'An address of this account is less than thirty days old. A thief who takes an account over adds an address first.',
  'only-address': 'The code went to the only address of this account: nobody else hears of it.',
  'someone-in': 'Its person says that somebody else is in the account.',
  'wrong-codes': 'There were two wrong codes or more before the right one.',
  'several-attempts': 'Three other attempts or more at this account came to nothing in the day before.',
  'several-cases': 'People were asked about this account in another case.',
}
const de: Record<SignalName, string> = {
  'new-country': 'Er kommt aus einem Land, aus dem in dreißig Tagen kein bewiesener Versuch an diesem Konto kam.',
  'other-country': 'Der Nachweis kam aus einem anderen Land als dem, in dem der Versuch begann.',
  'many-accounts': 'Aus diesem Netz und mit dieser Art Browser wurden innerhalb eines Tages fünf andere Konten oder mehr bewiesen.',
  'no-page': 'Die Antwort nannte keine Seite, von der sie kam: Ein Programm gab sie, kein Browser.',
  'address-new': 'Eine Adresse dieses Kontos ist keine dreißig Tage alt: Wer ein Konto übernimmt, trägt zuerst die eigene ein.',
  'only-address': 'Der Code ging an die einzige Adresse dieses Kontos: Sonst erfährt es niemand.',
  'someone-in': 'Die Person sagt, dass jemand anders im Konto ist.',
  'wrong-codes': 'Vor dem richtigen Code gab es zwei falsche oder mehr.',
  'several-attempts': 'Am Tag davor führten drei andere Versuche oder mehr an diesem Konto zu nichts.',
  'several-cases': 'Zu diesem Konto wurden Menschen schon in einem anderen Fall gefragt.',
}

export const saySigns = speak({
  en: {
    signs: en,
    short: {
      'new-country': 'new country',
      'other-country': 'proven from another country',
      'many-accounts': 'many accounts from there',
      'no-page': 'no page named',
      'address-new': 'address changed lately',
      'only-address': 'only address',
      'someone-in': 'somebody else in',
      'wrong-codes': 'wrong codes',
      'several-attempts': 'several attempts',
      'several-cases': 'several cases',
    } as Record<SignalName, string>,
    found: { high: 'so many that they ask for two proofs', any: 'any' },
    title: 'Warning signs',
    none: 'None.',
    weighs: (weight: number) => `weighs ${weight}`,
    total: (total: number, twoAt: number) =>
      `Together they weigh ${total}; from ${twoAt} on, two proofs that are not lost together are asked for.`,
    mark: (total: number) => `Warning signs weigh ${total}`,
    high: 'high',
    unproven: 'They are looked for with the first right proof: before it, nothing may differ for anybody.',
  },
  de: {
    signs: de,
    short: {
      'new-country': 'neues Land',
      'other-country': 'aus anderem Land bewiesen',
      'many-accounts': 'viele Konten von dort',
      'no-page': 'keine Seite genannt',
      'address-new': 'Adresse neulich geändert',
      'only-address': 'einzige Adresse',
      'someone-in': 'jemand anders darin',
      'wrong-codes': 'falsche Codes',
      'several-attempts': 'mehrere Versuche',
      'several-cases': 'mehrere Fälle',
    },
    found: { high: 'so viele, dass zwei Nachweise nötig sind', any: 'irgendeines' },
    title: 'Warnzeichen',
    none: 'Keine.',
    weighs: (weight: number) => `wiegt ${weight}`,
    total: (total: number, twoAt: number) =>
      `Zusammen wiegen sie ${total}; ab ${twoAt} sind zwei Nachweise verlangt, die nicht zusammen verloren gehen.`,
    mark: (total: number) => `Warnzeichen wiegen ${total}`,
    high: 'hoch',
    unproven: 'Gesucht werden sie beim ersten richtigen Nachweis: Vorher darf für niemanden etwas anders sein.',
  },
})

type WeightPath = Extract<PolicyNumberPath, `risk.weights.${string}`>

/** As the policy says them: each with the place of its weight. */
const weighed = (signs: Record<SignalName, string>, weight: string) =>
  Object.fromEntries(Object.entries(signs).map(([name, sentence]) => [`risk.weights.${name}`, `${sentence} ${weight} ….`])) as Record<
    WeightPath,
    string
  >
export const weightSentences = { en: weighed(en, 'Weight:'), de: weighed(de, 'Gewicht:') }

/** As an event holds them. */
export const listSigns = (names: string): string =>
  names
    .split(' ')
    .flatMap((name) => (saySigns().signs as Readonly<Record<string, string>>)[name] ?? [])
    .join(' ')
