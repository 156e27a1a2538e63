/** The reason of an event of the audit log, in words, where it needs one. */
import { sayGrades } from './evidence-words.ts'
import { moment, span } from './format.ts'
import { plural } from './plural.ts'
import { listSigns } from './say-signs.ts'
import { speak } from './speak.ts'

type Details = Readonly<Record<string, string | number | boolean>>

const words = speak({
  en: {
    decoy: 'Nobody has this name. The person can’t tell: addresses are made up, and nothing is ever sent.',
    known: (offers: number) => plural(offers, { one: 'One address was offered, masked.', other: '# addresses were offered, masked.' }),
    sent: 'The address was completed rightly: a code was sent.',
    again: 'The person came back to a code that was sent before: nothing was sent again.',
    overBudget: 'Refused because this address got too many codes already: nothing was sent. The person saw no difference.',
    otherCountry: 'Refused because this realm sends no text messages to that country: nothing was sent. The person saw no difference.',
    notSent: 'Refused because the address was not completed rightly: nothing was sent. The person saw no difference.',
    heldBack: 'Refused because this address is new, and proves nothing yet: nothing was sent. The person saw no difference.',
    held: (count: number) => plural(count, { one: 'One new address proves nothing yet.', other: '# new addresses prove nothing yet.' }),
    kept: 'What the person keeps was asked for: nothing was sent. Everybody is asked alike, whether they have set it up or not.',
    contacts: (asked: number) => `${asked} recovery contacts were asked by mail, and every address of the account was told.`,
    contactsNobody:
      'Nobody was asked: there are too few recovery contacts, or none. Everybody sees the same, whether they have set it up or not.',
    devices: 'Devices that have been signed in for long enough are asked. Everybody sees the same, whether there is one or not.',
    devicesNot: 'No device is asked: nobody has this name, or they were asked often enough today. The person saw no difference.',
    contactsOften: 'Nobody was asked: the contacts of this account were asked often enough today. The person saw no difference.',
    waits: (until: string) => `A new password waits until ${until}: the code went to the only address of the account.`,
    heard: (heard: number, needed: number) => `${heard} of ${needed} that are needed.`,
    copied: 'Refused although the passkey was the right one: its counter did not grow, so there may be a copy. Its owner was told.',
    lately: 'It was set up shortly before its owner said that somebody else was in.',
    practised: 'Somebody who was signed in tried out whether they could get back in: nothing was changed.',
    exhausted: 'Refused because every guess was spent. A new attempt begins anew, within the account’s daily limit.',
    passkeyInstead: 'A passkey took the place of the password.',
    superseded: (count: number) =>
      plural(count, {
        one: 'One other open attempt at this account ended with it.',
        other: '# other open attempts at this account ended with it.',
      }),
    reviewed: (marked: number, of: number, undoes = '') =>
      [marked === 0 ? `Nothing of ${of} was disowned.` : `${marked} of ${of} disowned.`, undoes].filter(Boolean).join(' '),
    refusals: {
      'too-short': 'Refused because it was too short.',
      'too-long': 'Refused because it was too long.',
      'common': 'Refused because attackers know it.',
      'context': 'Refused because it was the person’s or the site’s own name.',
      'guessable': 'Refused because it is guessed early: common words, names or patterns.',
      'repetitive': 'Refused because it repeats one sign.',
      'breached': 'Refused because it is part of a known breach.',
      'unchanged': 'Refused because it was the old one.',
    } as Record<string, string>,
    causes: {
      'too-many-sign-ins': 'Too many wrong passwords',
      'operator': 'Locked by an operator',
      'frozen': 'Frozen: “this wasn’t me”',
      'compromised': 'Reported as taken over',
      'expired': 'Password too old',
      'disabled': 'Switched off',
    } as Record<string, string>,
    disputed: {
      'passkey-made': 'It is about a passkey in place of a password, by recovery.',
      'password-changed': 'It is about a new password by recovery.',
      'unlocked-by-owner': 'It is about an unlocking by recovery.',
      'addresses-changed': 'It is about a change of names or addresses by the site.',
      'password-replaced': 'It is about a new password by the site.',
      'destination-removed': 'It is about an address that an operator removed.',
      'address-disowned': 'It is about an address that was removed by the person who reads it.',
      'method-set-up': 'It is about a way to prove oneself that was set up.',
    } as Record<string, string>,
    disownedLast: 'It was the last one that proves something: it stays, unverified, and proves nothing.',
    nothing: 'nothing',
    elsewhere: 'The site keeps the addresses: what was changed there is the site’s to put back.',
    restored: (back: string, gone: string) => `There again: ${back}. Gone: ${gone}.`,
    seconds: (time: string) => `For ${time}.`,
  },
  de: {
    decoy: 'Diesen Namen hat niemand. Die Person merkt es nicht: Die Adressen sind erfunden, und nie wird etwas gesendet.',
    known: (offers: number) =>
      plural(offers, { one: 'Eine Adresse wurde angeboten, verdeckt.', other: '# Adressen wurden angeboten, verdeckt.' }),
    sent: 'Die Adresse wurde richtig ergänzt: Ein Code wurde gesendet.',
    again: 'Die Person kam auf einen Code zurück, der schon gesendet war: Nichts wurde noch einmal gesendet.',
    overBudget: 'Abgelehnt, weil diese Adresse schon zu viele Codes bekam: Nichts wurde gesendet. Die Person sah keinen Unterschied.',
    otherCountry:
      'Abgelehnt, weil dieser Bereich keine SMS in dieses Land schickt: Nichts wurde gesendet. Die Person sah keinen Unterschied.',
    notSent: 'Abgelehnt, weil die Adresse nicht richtig ergänzt wurde: Nichts wurde gesendet. Die Person sah keinen Unterschied.',
    heldBack: 'Abgelehnt, weil diese Adresse neu ist und noch nicht gilt: Nichts wurde gesendet. Die Person sah keinen Unterschied.',
    held: (count: number) => plural(count, { one: 'Eine neue Adresse gilt noch nicht.', other: '# neue Adressen gelten noch nicht.' }),
    kept: 'Gefragt wurde nach dem, was die Person aufbewahrt: Nichts wurde gesendet. Alle werden gleich gefragt, ob sie es eingerichtet haben oder nicht.',
    contacts: (asked: number) => `${asked} Vertrauenspersonen wurden per Mail gefragt, und jede Adresse des Kontos erfuhr es.`,
    contactsNobody:
      'Niemand wurde gefragt: Es gibt zu wenige Vertrauenspersonen oder keine. Alle sehen dasselbe, ob sie es eingerichtet haben oder nicht.',
    devices: 'Gefragt werden Geräte, die lange genug angemeldet sind. Alle sehen dasselbe, ob es eines gibt oder nicht.',
    devicesNot:
      'Kein Gerät wird gefragt: Diesen Namen hat niemand, oder sie wurden heute oft genug gefragt. Die Person sah keinen Unterschied.',
    contactsOften:
      'Niemand wurde gefragt: Die Vertrauenspersonen dieses Kontos wurden heute oft genug gefragt. Die Person sah keinen Unterschied.',
    waits: (until: string) => `Ein neues Passwort wartet bis ${until}: Der Code ging an die einzige Adresse des Kontos.`,
    heard: (heard: number, needed: number) => `${heard} von ${needed}, die es braucht.`,
    copied:
      'Abgelehnt, obwohl es der richtige Passkey war: Sein Zähler stieg nicht, also gibt es vielleicht eine Kopie. Wem das Konto gehört, wurde es gemeldet.',
    lately: 'Eingerichtet kurz bevor gemeldet wurde, dass jemand anders im Konto war.',
    practised: 'Wer angemeldet war, hat ausprobiert, wieder hineinzukommen: Nichts wurde geändert.',
    exhausted: 'Abgelehnt, weil alle Versuche verbraucht sind. Ein neuer Versuch beginnt von vorn, im Rahmen der Tagesgrenze des Kontos.',
    passkeyInstead: 'Ein Passkey trat an die Stelle des Passworts.',
    superseded: (count: number) =>
      plural(count, {
        one: 'Ein anderer offener Versuch an diesem Konto endete damit.',
        other: '# andere offene Versuche an diesem Konto endeten damit.',
      }),
    reviewed: (marked: number, of: number, undoes = '') =>
      [marked === 0 ? `Von ${of} war nichts fremd.` : `${marked} von ${of} waren fremd.`, undoes].filter(Boolean).join(' '),
    refusals: {
      'too-short': 'Abgelehnt, weil es zu kurz war.',
      'too-long': 'Abgelehnt, weil es zu lang war.',
      'common': 'Abgelehnt, weil Angreifer es kennen.',
      'context': 'Abgelehnt, weil es der Name der Person oder des Auftritts war.',
      'guessable': 'Abgelehnt, weil es früh geraten wird: häufige Wörter, Namen oder Muster.',
      'repetitive': 'Abgelehnt, weil es ein Zeichen wiederholt.',
      'breached': 'Abgelehnt, weil es in einem bekannten Leck steht.',
      'unchanged': 'Abgelehnt, weil es das alte war.',
    } as Record<string, string>,
    causes: {
      'too-many-sign-ins': 'Zu viele falsche Passwörter',
      'operator': 'Vom Personal gesperrt',
      'frozen': 'Eingefroren: „Das war ich nicht“',
      'compromised': 'Als übernommen gemeldet',
      'expired': 'Passwort zu alt',
      'disabled': 'Abgeschaltet',
    } as Record<string, string>,
    disputed: {
      'passkey-made': 'Es geht um einen Passkey anstelle des Passworts, durch Wiederherstellung.',
      'password-changed': 'Es geht um ein neues Passwort durch Wiederherstellung.',
      'unlocked-by-owner': 'Es geht um ein Entsperren durch Wiederherstellung.',
      'addresses-changed': 'Es geht um eine Änderung von Namen oder Adressen durch den Auftritt.',
      'password-replaced': 'Es geht um ein neues Passwort durch den Auftritt.',
      'destination-removed': 'Es geht um eine Adresse, die Personal entfernt hat.',
      'address-disowned': 'Es geht um eine Adresse, die entfernt hat, wer sie liest.',
      'method-set-up': 'Es geht um einen Nachweis, der eingerichtet wurde.',
    } as Record<string, string>,
    disownedLast: 'Es war die letzte, die etwas beweist: Sie bleibt, unbestätigt, und gilt nicht mehr.',
    nothing: 'nichts',
    elsewhere: 'Der Auftritt führt die Adressen: Was dort geändert wurde, muss er zurückstellen.',
    restored: (back: string, gone: string) => `Wieder da: ${back}. Weg: ${gone}.`,
    seconds: (time: string) => `Für ${time}.`,
  },
})

export const sayCause = (cause: string): string => words().causes[cause] ?? cause

/** Requested again in the same attempt: nobody is asked twice, so there is nothing to say. */
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
