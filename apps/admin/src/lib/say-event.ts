/** The reason of an event of the audit log, in words, where it needs one. */
import { sayGrades } from './evidence-words.ts'
import { moment, span } from './format.ts'
import { plural } from './plural.ts'
import { listSigns } from './say-signs.ts'
import { speak } from './speak.ts'

type Details = Readonly<Record<string, string | number | boolean>>

const words = speak({
  en: {
    decoy: 'No account has this name. The person can’t tell: the addresses shown are made up, and nothing is sent.',
    known: (offers: number) => plural(offers, { one: 'One masked address was offered.', other: '# masked addresses were offered.' }),
    sent: 'The address was completed correctly, and a code was sent.',
    again: 'The person returned to a code that was already sent. Nothing was sent again.',
    overBudget: 'Nothing was sent: this address has already received too many codes. The person saw no difference.',
    otherCountry: 'Nothing was sent: this realm sends no text messages to that country. The person saw no difference.',
    notSent: 'Nothing was sent: the address was not completed correctly. The person saw no difference.',
    heldBack: 'Nothing was sent: this address is new and not active yet. The person saw no difference.',
    held: (count: number) => plural(count, { one: 'One new address is not active yet.', other: '# new addresses are not active yet.' }),
    kept: 'The person was asked for something that they keep, so nothing was sent. Everyone sees the same, whether they have set it up or not.',
    contacts: (asked: number) => `${asked} recovery contacts were asked by email, and every address of the account was notified.`,
    contactsNobody:
      'Nobody was asked: the account has too few recovery contacts, or none. Everyone sees the same, whether they have set it up or not.',
    devices: 'Devices that have been signed in for long enough are asked. Everyone sees the same, whether there is one or not.',
    devicesNot: 'No device was asked: no account has this name, or the daily limit is reached. The person saw no difference.',
    contactsOften: 'Nobody was asked: the daily limit for contacts of this account is reached. The person saw no difference.',
    waits: (until: string) => `A new password has to wait until ${until}, because the code went to the only address of the account.`,
    heard: (heard: number, needed: number) => `${heard} of ${needed} codes that are needed.`,
    copied: 'The passkey was correct but refused: its counter did not increase, so there may be a copy. The owner was notified.',
    lately: 'It was set up shortly before the owner reported that someone else was in the account.',
    practised: 'Someone who was signed in tested whether they could recover the account. Nothing was changed.',
    exhausted: 'Refused because no guesses are left. A new attempt gets new guesses, within the account’s daily limit.',
    passkeyInstead: 'A passkey replaced the password.',
    superseded: (count: number) =>
      plural(count, {
        one: 'It ended one other open attempt at this account.',
        other: 'It ended # other open attempts at this account.',
      }),
    reviewed: (marked: number, of: number, undoes = '') =>
      [marked === 0 ? `None of ${of} changes was reported.` : `${marked} of ${of} changes reported.`, undoes].filter(Boolean).join(' '),
    refusals: {
      'too-short': 'Refused because it was too short.',
      'too-long': 'Refused because it was too long.',
      'common': 'Refused because it is a common password.',
      'context': 'Refused because it contained the name of the person or the site.',
      'guessable': 'Refused because it is easy to guess: common words, names or patterns.',
      'repetitive': 'Refused because it repeats one character.',
      'breached': 'Refused because it appears in a known data breach.',
      'unchanged': 'Refused because it is the old password.',
    } as Record<string, string>,
    causes: {
      'too-many-sign-ins': 'Too many wrong passwords',
      'operator': 'Locked by an operator',
      'frozen': 'Frozen: “this wasn’t me”',
      'compromised': 'Reported as taken over',
      'expired': 'Password expired',
      'disabled': 'Disabled',
    } as Record<string, string>,
    disputed: {
      'passkey-made': 'Reported change: a passkey replaced the password, by recovery.',
      'password-changed': 'Reported change: a new password, by recovery.',
      'unlocked-by-owner': 'Reported change: the account was unlocked, by recovery.',
      'addresses-changed': 'Reported change: names or addresses, by the site.',
      'password-replaced': 'Reported change: a new password, by the site.',
      'destination-removed': 'Reported change: an operator removed an address.',
      'address-disowned': 'Reported change: an address was removed by its reader.',
      'method-set-up': 'Reported change: a method was set up.',
    } as Record<string, string>,
    disownedLast: 'It was the last verified address. It stays on the account, unverified, and can no longer be used for recovery.',
    nothing: 'nothing',
    elsewhere: 'The site keeps the addresses itself, so the site has to undo changes to them.',
    restored: (back: string, gone: string) => `Restored: ${back}. Removed: ${gone}.`,
    seconds: (time: string) => `For ${time}.`,
  },
  de: {
    decoy: 'Kein Konto hat diesen Namen. Die Person merkt es nicht: Die gezeigten Adressen sind erfunden, und es wird nichts gesendet.',
    known: (offers: number) =>
      plural(offers, { one: 'Eine verdeckte Adresse wurde angeboten.', other: '# verdeckte Adressen wurden angeboten.' }),
    sent: 'Die Adresse wurde richtig ergänzt, und ein Code wurde gesendet.',
    again: 'Die Person kehrte zu einem Code zurück, der schon gesendet war. Nichts wurde noch einmal gesendet.',
    overBudget: 'Nichts wurde gesendet: Diese Adresse hat schon zu viele Codes bekommen. Die Person sah keinen Unterschied.',
    otherCountry: 'Nichts wurde gesendet: Dieser Bereich schickt keine SMS in dieses Land. Die Person sah keinen Unterschied.',
    notSent: 'Nichts wurde gesendet: Die Adresse wurde nicht richtig ergänzt. Die Person sah keinen Unterschied.',
    heldBack: 'Nichts wurde gesendet: Diese Adresse ist neu und gilt noch nicht. Die Person sah keinen Unterschied.',
    held: (count: number) => plural(count, { one: 'Eine neue Adresse gilt noch nicht.', other: '# neue Adressen gelten noch nicht.' }),
    kept: 'Die Person wurde nach etwas gefragt, das sie aufbewahrt, deshalb wurde nichts gesendet. Alle sehen dasselbe, ob sie es eingerichtet haben oder nicht.',
    contacts: (asked: number) => `${asked} Vertrauenspersonen wurden per E-Mail gefragt, und jede Adresse des Kontos wurde benachrichtigt.`,
    contactsNobody:
      'Niemand wurde gefragt: Das Konto hat zu wenige Vertrauenspersonen oder keine. Alle sehen dasselbe, ob sie es eingerichtet haben oder nicht.',
    devices: 'Gefragt werden Geräte, die lange genug angemeldet sind. Alle sehen dasselbe, ob es eines gibt oder nicht.',
    devicesNot:
      'Kein Gerät wurde gefragt: Kein Konto hat diesen Namen, oder die Tagesgrenze ist erreicht. Die Person sah keinen Unterschied.',
    contactsOften:
      'Niemand wurde gefragt: Die Tagesgrenze für Vertrauenspersonen dieses Kontos ist erreicht. Die Person sah keinen Unterschied.',
    waits: (until: string) => `Ein neues Passwort muss bis ${until} warten, weil der Code an die einzige Adresse des Kontos ging.`,
    heard: (heard: number, needed: number) => `${heard} von ${needed} nötigen Codes.`,
    copied:
      'Der Passkey war richtig, wurde aber abgelehnt: Sein Zähler stieg nicht, es gibt also vielleicht eine Kopie. Der Inhaber wurde benachrichtigt.',
    lately: 'Wurde eingerichtet, kurz bevor der Inhaber meldete, dass jemand anders im Konto war.',
    practised: 'Jemand, der angemeldet war, hat die Wiederherstellung geprobt. Nichts wurde geändert.',
    exhausted: 'Abgelehnt, weil keine Eingaben mehr übrig sind. Ein neuer Versuch bekommt neue, im Rahmen der Tagesgrenze des Kontos.',
    passkeyInstead: 'Ein Passkey ersetzte das Passwort.',
    superseded: (count: number) =>
      plural(count, {
        one: 'Ein anderer offener Versuch an diesem Konto wurde damit beendet.',
        other: '# andere offene Versuche an diesem Konto wurden damit beendet.',
      }),
    reviewed: (marked: number, of: number, undoes = '') =>
      [marked === 0 ? `Von ${of} Änderungen wurde keine gemeldet.` : `${marked} von ${of} Änderungen gemeldet.`, undoes]
        .filter(Boolean)
        .join(' '),
    refusals: {
      'too-short': 'Abgelehnt, weil es zu kurz war.',
      'too-long': 'Abgelehnt, weil es zu lang war.',
      'common': 'Abgelehnt, weil es ein häufiges Passwort ist.',
      'context': 'Abgelehnt, weil es den Namen der Person oder der Website enthielt.',
      'guessable': 'Abgelehnt, weil es leicht zu erraten ist: häufige Wörter, Namen oder Muster.',
      'repetitive': 'Abgelehnt, weil es ein Zeichen wiederholt.',
      'breached': 'Abgelehnt, weil es in einem bekannten Datenleck vorkommt.',
      'unchanged': 'Abgelehnt, weil es das alte Passwort ist.',
    } as Record<string, string>,
    causes: {
      'too-many-sign-ins': 'Zu viele falsche Passwörter',
      'operator': 'Von einem Operator gesperrt',
      'frozen': 'Eingefroren: „Das war ich nicht“',
      'compromised': 'Als übernommen gemeldet',
      'expired': 'Passwort abgelaufen',
      'disabled': 'Deaktiviert',
    } as Record<string, string>,
    disputed: {
      'passkey-made': 'Gemeldete Änderung: Ein Passkey ersetzte das Passwort, durch Wiederherstellung.',
      'password-changed': 'Gemeldete Änderung: neues Passwort, durch Wiederherstellung.',
      'unlocked-by-owner': 'Gemeldete Änderung: Entsperrung, durch Wiederherstellung.',
      'addresses-changed': 'Gemeldete Änderung: Namen oder Adressen, durch die Website.',
      'password-replaced': 'Gemeldete Änderung: neues Passwort, durch die Website.',
      'destination-removed': 'Gemeldete Änderung: Ein Operator entfernte eine Adresse.',
      'address-disowned': 'Gemeldete Änderung: Eine Adresse wurde von der Person entfernt, die sie liest.',
      'method-set-up': 'Gemeldete Änderung: Ein Nachweis wurde eingerichtet.',
    } as Record<string, string>,
    disownedLast: 'Es war die letzte bestätigte Adresse. Sie bleibt unbestätigt am Konto und dient nicht mehr zur Wiederherstellung.',
    nothing: 'nichts',
    elsewhere: 'Die Website führt die Adressen selbst und muss Änderungen daran selbst rückgängig machen.',
    restored: (back: string, gone: string) => `Wiederhergestellt: ${back}. Entfernt: ${gone}.`,
    seconds: (time: string) => `Für ${time}.`,
  },
})

export const sayCause = (cause: string): string => words().causes[cause] ?? cause

/** Asked again in the same attempt: contacts are asked only once, so there is nothing to add. */
function sayAsked({ asked, withinBudget }: Details): string | undefined {
  const t = words()
  if (withinBudget === undefined) return undefined
  if (!withinBudget) return t.contactsOften
  return Number(asked) > 0 ? t.contacts(Number(asked)) : t.contactsNobody
}

export function sayWhy(name: string, details: Details): string | undefined {
  const t = words()
  switch (name) {
    case 'flow.identified':
      return details.decoy ? t.decoy : t.known(Number(details.offers ?? 0))
    case 'case.opened':
      return sayGrades(details)
    case 'recovery.held':
      return t.waits(moment(String(details.until)))
    case 'contact.heard':
      return t.heard(Number(details.heard), Number(details.needed))
    case 'challenge.opened':
      if (details.method === 'contacts') return sayAsked(details)
      if (details.method === 'device-approval') return details.asked ? t.devices : t.devicesNot
      if (details.again) return t.again
      if (details.kept) return t.kept
      if (details.sent) return t.sent
      if (details.allowedCountry === false) return t.otherCountry
      if (details.held) return t.heldBack
      return details.withinBudget ? t.notSent : t.overBudget
    case 'challenge.passed':
      return details.signals === undefined ? undefined : listSigns(String(details.signals))
    case 'challenge.failed':
      return details.warning ? t.copied : undefined
    case 'account.put':
      return Number(details.held) > 0 ? t.held(Number(details.held)) : undefined
    case 'account.address-disowned':
      return details.last ? t.disownedLast : undefined
    case 'method.removed':
      return details.lately ? t.lately : undefined
    case 'challenge.exhausted':
      return t.exhausted
    case 'flow.practised':
      return t.practised
    case 'page.refused':
      return String(details.page)
    case 'flow.reviewed':
      return t.reviewed(Number(details.marked), Number(details.changes), t.disputed[String(details.undoes)])
    case 'password.refused':
      return t.refusals[String(details.why)]
    case 'password.changed':
      return (
        [details.passkey ? t.passkeyInstead : [], Number(details.superseded) > 0 ? t.superseded(Number(details.superseded)) : []]
          .flat()
          .join(' ') || undefined
      )
    case 'account.locked':
    case 'account.unlocked': {
      if (details.cause === undefined) return undefined
      const about = t.disputed[String(details.change)]
      return [`${sayCause(String(details.cause))}.`, ...(about ? [about] : [])].join(' ')
    }
    case 'account.restored': {
      if (details.addresses === false) return t.elsewhere
      const list = (...names: string[]) => names.flatMap((name) => details[name] || []).join(', ') || t.nothing
      return t.restored(list('namesBack', 'addressesBack'), list('namesGone', 'addressesGone'))
    }
    case 'sign-in.locked':
      return t.seconds(span(Number(details.seconds ?? 0) * 1000))
    default:
      return undefined
  }
}
