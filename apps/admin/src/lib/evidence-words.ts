/** The questions of a case and their grades, in words. A source without words fails the type check. */
import type { ConsoleLanguage, EvidenceFinding, EvidenceName } from '@regain/core'
import { evidenceNames } from '@regain/core'
import { inLanguage } from './speak.ts'

interface Words {
  sources: Record<EvidenceName, string>
  /** Other people who may know it. */
  others: Record<EvidenceName, string>
  found: Record<EvidenceFinding, string>
}

const en: Words = {
  sources: {
    'account-made': 'When the account was created',
    'password-changed': 'When the password was last changed',
    'last-order': 'Number of the last order or bill',
  },
  others: {
    'account-made': 'Friends may know the year. A random guess is right about once in forty times.',
    'password-changed': 'The person who changed it last knows this. That may have been a thief, so check the date.',
    'last-order': 'Anyone with access to the mailbox or the post can know it.',
  },
  found: {
    match: 'matches',
    near: 'is close',
    no: 'does not match',
    unanswered: 'left empty',
    unknown: 'unknown to the directory',
  },
}

const de: Words = {
  sources: {
    'account-made': 'Wann das Konto angelegt wurde',
    'password-changed': 'Wann das Passwort zuletzt geändert wurde',
    'last-order': 'Nummer der letzten Bestellung oder Rechnung',
  },
  others: {
    'account-made': 'Bekannte wissen vielleicht das Jahr. Zufällig geraten stimmt es etwa einmal von vierzig.',
    'password-changed': 'Wer es zuletzt geändert hat, weiß das. Es kann ein Dieb gewesen sein: Prüfen Sie das Datum.',
    'last-order': 'Wer Zugang zum Postfach oder zur Post hat, kann sie kennen.',
  },
  found: {
    match: 'stimmt',
    near: 'stimmt fast',
    no: 'stimmt nicht',
    unanswered: 'leer gelassen',
    unknown: 'dem Verzeichnis unbekannt',
  },
}

export const evidenceIn: Record<ConsoleLanguage, Words> = { en, de }

type Weights = { [Name in EvidenceName as `evidence.weights.${Name}`]: string }
const sentences = ({ sources }: Words, say: (source: string) => string) =>
  Object.fromEntries(evidenceNames.map((name) => [`evidence.weights.${name}`, say(sources[name])])) as Weights
/** For the policy form: `…` is the place of the number. */
export const evidenceWeights: Record<ConsoleLanguage, Weights> = {
  en: sentences(en, (source) => `“${source}” has a weight of … if it matches, and half of that if it is close.`),
  de: sentences(de, (source) => `„${source}“ hat das Gewicht …, wenn es stimmt, und die Hälfte, wenn es fast stimmt.`),
}
export const evidenceWords = (): Words => inLanguage(evidenceIn)

/** Reads the details of an event; undefined: there were no questions. */
export function sayGrades(details: Readonly<Record<string, string | number | boolean>>): string | undefined {
  const t = evidenceWords()
  const said = evidenceNames.flatMap((name) => {
    const found = details[name]
    return typeof found === 'string' && found in t.found ? `${t.sources[name]}: ${t.found[found as EvidenceFinding]}.` : []
  })
  return said.join(' ') || undefined
}
