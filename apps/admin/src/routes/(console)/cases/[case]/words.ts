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
  title: 'Access',
  lead: 'Giving access takes two operators: one proposes it, another approves or refuses. What the person wrote proves nothing, so verify their identity in another way.',
  none: 'Nobody has proposed access.',
  proposed: (who) => `Proposed by ${who}`,
  agreed: (who) => `Approved by ${who}`,
  refused: (who) => `Ended by ${who}`,
  stands: {
    proposed: 'Waiting for a second reviewer.',
    refused: 'Refused.',
    held: 'On hold: every address of the account was notified and can stop it. The link is sent when the hold ends.',
    sent: 'The hold has ended, and the link was sent to the contact.',
    lapsed: 'The link expired without being used.',
    used: 'The link was used.',
    denied: 'Stopped by someone with access to an address of the account.',
  },
  until: 'Hold until',
  checked: 'Verified by',
  checks: {
    'spoke-at-known-number': 'Called them at a number that was already known',
    'in-person': 'They were here in person',
    'papers': 'Saw their identity document',
    'order-or-bill': 'They had an order, bill or contract that only they can have',
    'vouched-by-colleague': 'Someone we know vouches for them',
  },
  checksMissing: 'Choose how you verified the person.',
  said: 'Notes',
  propose: 'Propose access',
  proposeLead: (told, hold) =>
    `Nothing happens yet: another reviewer must approve. Then ${told === 0 ? 'nobody can be notified, because the account has no address' : `${addresses(told)} will be notified`}, and after ${hold} hours a link is sent to the contact.`,
  agree: 'Approve',
  agreeLead: (told, hold, link) =>
    `${told === 0 ? 'The account has no address to notify.' : `A notice with a link to stop it is sent immediately to ${addresses(told)}.`} After ${hold} hours a link is sent to the contact of this case. Anyone who has the link can set a new password. The old one then stops working, and all devices are signed out. The link works once, for ${link} hours.`,
  refuse: 'Refuse access',
  refuseLead:
    'One refusal ends it. The person is told that you could not confirm that the account is theirs, and that they can appeal once. Different operators then decide.',
  mine: 'You proposed it, so someone else decides.',
  hindrances: {
    own: 'This case is about you or names you as its contact, so others decide.',
    before: 'You decided this case before the appeal, so others decide now.',
  },
  warnings: {
    'no-address': 'This account has no address, so nobody can be notified during the hold.',
    'locked': 'This account is locked. A new password alone may not unlock it.',
    'gone': 'This account no longer exists.',
    'directory-silent': 'The directory does not answer right now, so nothing is known about the account.',
    'contact-is-its-own': 'The contact is an address of the account: a code could be sent there.',
  },
  attempt: 'See the attempt that continued',
  account: 'See the account',
}

const adressen = (told: number) => plural(told, { one: 'die eine Adresse des Kontos', other: 'die # Adressen des Kontos' })

const de: Words = {
  title: 'Zugang',
  lead: 'Für einen Zugang braucht es zwei Operatoren: Einer schlägt ihn vor, ein anderer stimmt zu oder lehnt ab. Was die Person schreibt, beweist nichts. Prüfen Sie ihre Identität auf anderem Weg.',
  none: 'Niemand hat Zugang vorgeschlagen.',
  proposed: (who) => `Vorgeschlagen von ${who}`,
  agreed: (who) => `Zugestimmt von ${who}`,
  refused: (who) => `Beendet von ${who}`,
  stands: {
    proposed: 'Wartet auf eine zweite Person.',
    refused: 'Abgelehnt.',
    held: 'Wartefrist: Jede Adresse des Kontos wurde benachrichtigt und kann den Zugang stoppen. Der Link wird nach der Wartefrist gesendet.',
    sent: 'Die Wartefrist ist vorbei, und der Link wurde an den Kontakt gesendet.',
    lapsed: 'Der Link ist unbenutzt abgelaufen.',
    used: 'Der Link wurde benutzt.',
    denied: 'Von jemandem mit Zugriff auf eine Adresse des Kontos gestoppt.',
  },
  until: 'Wartefrist bis',
  checked: 'Geprüft durch',
  checks: {
    'spoke-at-known-number': 'Rückruf unter einer Nummer, die schon bekannt war',
    'in-person': 'Die Person war selbst hier',
    'papers': 'Ausweis gesehen',
    'order-or-bill': 'Hatte eine Bestellung, eine Rechnung oder einen Vertrag, die nur sie haben kann',
    'vouched-by-colleague': 'Jemand, den wir kennen, bürgt für sie',
  },
  checksMissing: 'Wählen Sie, wie Sie die Person geprüft haben.',
  said: 'Notizen',
  propose: 'Zugang vorschlagen',
  proposeLead: (told, hold) =>
    `Noch geschieht nichts: Ein anderer Prüfer muss zustimmen. ${told === 0 ? 'Dann kann niemand benachrichtigt werden, weil das Konto keine Adresse hat' : `Dann wird an ${adressen(told)} eine Benachrichtigung gesendet`}, und nach ${hold} Stunden wird ein Link an den Kontakt gesendet.`,
  agree: 'Zustimmen',
  agreeLead: (told, hold, link) =>
    `${told === 0 ? 'Das Konto hat keine Adresse für eine Benachrichtigung.' : `Eine Benachrichtigung mit einem Link zum Stoppen wird sofort an ${adressen(told)} gesendet.`} Nach ${hold} Stunden wird ein Link an den Kontakt dieses Falls gesendet. Wer den Link hat, kann ein neues Passwort setzen. Das alte gilt dann nicht mehr, und alle Geräte werden abgemeldet. Der Link gilt einmal, ${link} Stunden lang.`,
  refuse: 'Zugang ablehnen',
  refuseLead:
    'Eine Ablehnung beendet es. Der Person wird gesagt, dass Sie nicht feststellen konnten, ob das Konto ihr gehört, und dass sie einmal Widerspruch einlegen kann. Dann entscheiden andere Operatoren.',
  mine: 'Sie haben es vorgeschlagen, deshalb entscheidet jemand anders.',
  hindrances: {
    own: 'In diesem Fall geht es um Sie, oder Sie sind der Kontakt. Deshalb entscheiden andere.',
    before: 'Sie haben vor dem Widerspruch entschieden, deshalb entscheiden jetzt andere.',
  },
  warnings: {
    'no-address': 'Dieses Konto hat keine Adresse, deshalb kann in der Wartefrist niemand benachrichtigt werden.',
    'locked': 'Dieses Konto ist gesperrt. Ein neues Passwort allein entsperrt es vielleicht nicht.',
    'gone': 'Dieses Konto gibt es nicht mehr.',
    'directory-silent': 'Das Verzeichnis antwortet gerade nicht, deshalb ist über das Konto nichts bekannt.',
    'contact-is-its-own': 'Der Kontakt ist eine Adresse des Kontos: Dorthin könnte ein Code gesendet werden.',
  },
  attempt: 'Den fortgesetzten Versuch ansehen',
  account: 'Das Konto ansehen',
}

export const decisionWords = speak({ en, de })
