/** What the page of a case says about the decision for access. */
import type { Reply } from '$lib/api.ts'
import { plural } from '$lib/plural.ts'
import { speak } from '$lib/speak.ts'

export type Case = Reply<'GET /cases/:case'>
export type Decision = Case['decisions'][number]
export type Check = Decision['checked'][number]

interface Words {
  title: string
  lead: string
  none: string
  proposed(who: string): string
  agreed(who: string): string
  refused(who: string): string
  stands: Record<'proposed' | 'refused' | 'held' | 'sent' | 'lapsed' | 'used' | 'denied', string>
  until: string
  checked: string
  checks: Record<Check, string>
  checksMissing: string
  said: string
  propose: string
  proposeLead(told: number, hold: number): string
  agree: string
  agreeLead(told: number, hold: number, link: number): string
  refuse: string
  refuseLead: string
  mine: string
  hindrances: Record<NonNullable<Case['hindrance']>, string>
  warnings: Record<Case['warnings'][number], string>
  attempt: string
  account: string
}

const addresses = (told: number) =>
  plural(told, { one: 'the one address that the account has', other: 'the # addresses that the account has' })

const en: Words = {
  title: 'Letting them back in',
  lead: 'It takes two: one proposes it, another one agrees or refuses. What the person wrote proves nothing; make sure of it in another way.',
  none: 'Nobody has proposed it.',
  proposed: (who) => `Proposed by ${who}`,
  agreed: (who) => `Agreed to by ${who}`,
  refused: (who) => `Ended by ${who}`,
  stands: {
    proposed: 'Waits for a second reviewer.',
    refused: 'Refused.',
    held: 'On hold: every address of the account was told, and can stop it. The link goes out when the hold is over.',
    sent: 'The hold is over: the link was sent to the contact.',
    lapsed: 'The link was not used in its time, and is dead.',
    used: 'The link was used.',
    denied: 'Somebody at an address of the account stopped it.',
  },
  until: 'Hold until',
  checked: 'Made sure of',
  checks: {
    'spoke-at-known-number': 'Called them at a number that was known before',
    'in-person': 'They were here in person',
    'papers': 'Saw their papers',
    'order-or-bill': 'They knew an order, bill or contract that only they can have',
    'vouched-by-colleague': 'Somebody known to us vouches for them',
  },
  checksMissing: 'Choose what you made sure of.',
  said: 'What was said',
  propose: 'Propose to let them in',
  proposeLead: (told, hold) =>
    `Nothing happens yet: another reviewer must agree. Then ${told === 0 ? 'nobody can be told, because the account has no address' : `${addresses(told)} will be told`}, and after ${hold} hours a link goes to the contact.`,
  agree: 'Agree',
  agreeLead: (told, hold, link) =>
    `${told === 0 ? 'The account has no address that could be told.' : `A notice with a way to stop it goes to ${addresses(told)}, at once.`} After ${hold} hours a link goes to the contact of this case: whoever has it chooses a new password, the old one dies, and everybody is signed out. The link works once, for ${link} hours.`,
  refuse: 'Refuse access',
  refuseLead:
    'One refusal ends it. They read that it could not be made sure that the account is theirs, and that they can ask once more; others decide then.',
  mine: 'You proposed it: somebody else decides.',
  hindrances: {
    own: 'This case is about you, or names you as its contact: others decide.',
    before: 'You decided it the first time: now others do.',
  },
  warnings: {
    'no-address': 'This account has no address: nobody can be told in the hold.',
    'locked': 'This account is locked. A new password alone may not open it.',
    'gone': 'This account is not there any more.',
    'directory-silent': 'The directory does not answer right now: nothing is known of the account.',
    'contact-is-its-own': 'The contact is an address that the account has: a code could be sent there.',
  },
  attempt: 'See the attempt it went on in',
  account: 'See the account',
}

const adressen = (told: number) => plural(told, { one: 'die eine Adresse des Kontos', other: 'die # Adressen des Kontos' })

const de: Words = {
  title: 'Wieder hineinlassen',
  lead: 'Es braucht zwei: Jemand schlägt es vor, jemand anders stimmt zu oder lehnt ab. Was die Person schreibt, beweist nichts; vergewissern Sie sich auf anderem Weg.',
  none: 'Niemand hat es vorgeschlagen.',
  proposed: (who) => `Vorgeschlagen von ${who}`,
  agreed: (who) => `Zugestimmt von ${who}`,
  refused: (who) => `Beendet von ${who}`,
  stands: {
    proposed: 'Wartet auf eine zweite Person.',
    refused: 'Abgelehnt.',
    held: 'Wartefrist: Jede Adresse des Kontos weiß davon und kann es aufhalten. Der Link geht hinaus, wenn die Frist um ist.',
    sent: 'Die Frist ist um: Der Link ging an den Kontakt.',
    lapsed: 'Der Link wurde nicht rechtzeitig benutzt und gilt nicht mehr.',
    used: 'Der Link wurde benutzt.',
    denied: 'Jemand an einer Adresse des Kontos hat es aufgehalten.',
  },
  until: 'Wartefrist bis',
  checked: 'Vergewissert durch',
  checks: {
    'spoke-at-known-number': 'Rückruf unter einer Nummer, die vorher bekannt war',
    'in-person': 'Die Person war selbst hier',
    'papers': 'Ausweis gesehen',
    'order-or-bill': 'Kannte eine Bestellung, Rechnung oder einen Vertrag, die nur sie haben kann',
    'vouched-by-colleague': 'Jemand, den wir kennen, bürgt für sie',
  },
  checksMissing: 'Wählen Sie, wie Sie sich vergewissert haben.',
  said: 'Was gesagt wurde',
  propose: 'Zugang vorschlagen',
  proposeLead: (told, hold) =>
    `Noch geschieht nichts: Jemand anders muss zustimmen. ${told === 0 ? 'Das Konto hat keine Adresse, die davon erfahren könnte' : `Dann erfahren es ${adressen(told)}`}, und nach ${hold} Stunden geht ein Link an den Kontakt.`,
  agree: 'Zustimmen',
  agreeLead: (told, hold, link) =>
    `${told === 0 ? 'Das Konto hat keine Adresse, die davon erfahren könnte.' : `Ein Hinweis, mit dem man es aufhalten kann, geht sofort an ${adressen(told)}.`} Nach ${hold} Stunden geht ein Link an den Kontakt dieses Falls: Wer ihn hat, wählt ein neues Passwort, das alte ist tot, und alle werden abgemeldet. Der Link gilt einmal, ${link} Stunden lang.`,
  refuse: 'Zugang ablehnen',
  refuseLead:
    'Eine Ablehnung beendet es. Die Person liest, dass nicht sicher festzustellen war, ob das Konto ihr gehört, und dass sie noch einmal anfragen kann; dann entscheiden andere.',
  mine: 'Sie haben es vorgeschlagen: Jemand anders entscheidet.',
  hindrances: {
    own: 'In diesem Fall geht es um Sie, oder Sie sind der Kontakt: Andere entscheiden.',
    before: 'Sie haben beim ersten Mal entschieden: Jetzt tun es andere.',
  },
  warnings: {
    'no-address': 'Dieses Konto hat keine Adresse: In der Wartefrist kann niemand davon erfahren.',
    'locked': 'Dieses Konto ist gesperrt. Ein neues Passwort allein öffnet es vielleicht nicht.',
    'gone': 'Dieses Konto gibt es nicht mehr.',
    'directory-silent': 'Das Verzeichnis antwortet gerade nicht: Über das Konto ist nichts bekannt.',
    'contact-is-its-own': 'Der Kontakt ist eine Adresse, die das Konto schon hat: Dorthin könnte ein Code gehen.',
  },
  attempt: 'Den Versuch ansehen, in dem es weiterging',
  account: 'Das Konto ansehen',
}

export const decisionWords = speak({ en, de })
