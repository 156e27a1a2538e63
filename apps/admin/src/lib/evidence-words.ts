/** The questions of a case and their grades, in words. A source without words fails the type check. */
import type { EvidenceFinding, EvidenceName } from '@regain/core'
import { evidenceNames } from '@regain/core'
import { speak } from './speak.ts'

interface Words {
  sources: Record<EvidenceName, string>
  /** Who else may know it. */
  others: Record<EvidenceName, string>
  found: Record<EvidenceFinding, string>
}

const en: Words = {
  sources: {
    'account-made': 'When the account was made',
    'password-changed': 'When the password was last changed',
    'last-order': 'Number of the last order or bill',
  },
  others: {
    'account-made': 'Friends may know the year; a guess at it fits about once in forty.',
    'password-changed': 'The person who changed it last knows it. That may have been a thief: look at when it was.',
    'last-order': 'Anybody who reads the mailbox or opens the post has it.',
  },
  found: {
    match: 'fits',
    near: 'is near',
    no: 'does not fit',
    unanswered: 'left empty',
    unknown: 'the directory does not know it',
  },
}

const de: Words = {
  sources: {
    'account-made': 'Wann das Konto angelegt wurde',
    'password-changed': 'Wann das Passwort zuletzt geändert wurde',
    'last-order': 'Nummer der letzten Bestellung oder Rechnung',
  },
  others: {
    'account-made': 'Bekannte wissen vielleicht das Jahr; geraten passt es etwa einmal von vierzig.',
    'password-changed': 'Wer es zuletzt geändert hat, weiß es, und das kann ein Dieb gewesen sein: Sehen Sie nach, wann das war.',
    'last-order': 'Wer das Postfach liest oder die Post öffnet, hat sie.',
  },
  found: {
    match: 'passt',
    near: 'ist nahe daran',
    no: 'passt nicht',
    unanswered: 'leer gelassen',
    unknown: 'das Verzeichnis weiß es nicht',
  },
}

export const evidenceIn = { en, de }

type Weights = { [Name in EvidenceName as `evidence.weights.${Name}`]: string }
const sentences = ({ sources }: Words, say: (source: string) => string) =>
  Object.fromEntries(evidenceNames.map((name) => [`evidence.weights.${name}`, say(sources[name])])) as Weights
/** For the policy: `…` is where the number stands. */
export const evidenceWeights = {
  en: sentences(en, (source) => `“${source}” weighs … when it fits, and half of that when it is near.`),
  de: sentences(de, (source) => `„${source}“ wiegt …, wenn es passt, und halb so viel, wenn es nahe daran ist.`),
}
export const evidenceWords = speak(evidenceIn)

/** From the details of an event; undefined: nothing was asked. */
export function sayGrades(details: Readonly<Record<string, string | number | boolean>>): string | undefined {
  const t = evidenceWords()
  const said = evidenceNames.flatMap((name) => {
    const found = details[name]
    return typeof found === 'string' && found in t.found ? `${t.sources[name]}: ${t.found[found as EvidenceFinding]}.` : []
  })
  return said.join(' ') || undefined
}
