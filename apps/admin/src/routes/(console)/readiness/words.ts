/** The words of the page about readiness. */
import { plural } from '$lib/plural.ts'
import { speak } from '$lib/speak.ts'

export const words = speak({
  en: {
    title: 'Readiness',
    lead: 'How many people could recover their account after losing something. Counted from the methods of each account, including new addresses that are not active yet.',
    noRealms: 'There is no realm yet',
    elsewhere: 'The site keeps these accounts itself, so they can’t be counted here.',
    notYet: 'Being counted. Come back in a few minutes.',
    drawn: 'Can recover after a loss',
    unit: 'accounts',
    without: { phone: 'no phone', mailbox: 'no mailbox', sheet: 'no saved codes' },
    what: 'State',
    accounts: 'Accounts',
    share: 'Share',
    counts: {
      safe: 'Can lose any one thing and still recover',
      oneThing: 'Losing one thing would lock them out',
      oneWay: 'Have only one method',
      none: 'Can’t recover even now',
    },
    nobody: 'No accounts yet.',
    counted: (accounts: number) => plural(accounts, { one: '# account, counted', other: '# accounts, counted' }),
    oldHashes: (left: string) => `Passwords with an older hash, upgraded when their owners sign in: ${left}.`,
    remind: 'Remind them',
    remindLead: (accounts: string, days: number) =>
      `An email is sent to everyone who would be locked out by one loss (${accounts} when last counted), to their oldest address. Nobody gets more than one in ${days} days. People who unsubscribed, or can’t sign in at all, get none.`,
    remindTold:
      'It suggests adding another method on your own page. Its only link unsubscribes. A few are sent each second, so that codes are not delayed.',
    speaks: 'Sent in the name of',
    sending: (sent: string) => `Reminders are being sent: ${sent} so far.`,
    sent: (sent: string) => `The last reminders went to ${sent}, started`,
    stop: 'Stop sending',
    stopLead: 'Messages already sent can’t be recalled. No more will be sent.',
  },
  de: {
    title: 'Vorsorge',
    lead: 'Wie viele Personen ihr Konto nach einem Verlust wiederherstellen könnten. Gezählt werden die Nachweise jedes Kontos, auch neue Adressen, die noch nicht gelten.',
    noRealms: 'Es gibt noch keinen Bereich',
    elsewhere: 'Die Website führt diese Konten selbst, deshalb lassen sie sich hier nicht zählen.',
    notYet: 'Wird gezählt. Kommen Sie in einigen Minuten wieder.',
    drawn: 'Nach einem Verlust wiederherstellbar',
    unit: 'Konten',
    without: { phone: 'ohne Telefon', mailbox: 'ohne Postfach', sheet: 'ohne Notfallcodes' },
    what: 'Stand',
    accounts: 'Konten',
    share: 'Anteil',
    counts: {
      safe: 'Überstehen jeden einzelnen Verlust',
      oneThing: 'Werden von einem Verlust ausgesperrt',
      oneWay: 'Haben nur einen Nachweis',
      none: 'Schon jetzt nicht wiederherstellbar',
    },
    nobody: 'Noch keine Konten.',
    counted: (accounts: number) => plural(accounts, { one: '# Konto, gezählt', other: '# Konten, gezählt' }),
    oldHashes: (left: string) => `Passwörter mit älterem Hash, der bei der nächsten Anmeldung erneuert wird: ${left}.`,
    remind: 'Erinnern',
    remindLead: (accounts: string, days: number) =>
      `Eine E-Mail geht an alle, die ein Verlust aussperren würde (bei der letzten Zählung ${accounts}), an ihre älteste Adresse. Niemand bekommt mehr als eine in ${days} Tagen. Wer sie abbestellt hat oder sich gar nicht anmelden kann, bekommt keine.`,
    remindTold:
      'Sie empfiehlt, auf Ihrer eigenen Seite einen weiteren Weg einzurichten. Ihr einziger Link bestellt Erinnerungen ab. Pro Sekunde werden nur wenige gesendet, damit Codes nicht warten müssen.',
    speaks: 'Gesendet im Namen von',
    sending: (sent: string) => `Erinnerungen werden gesendet: bisher ${sent}.`,
    sent: (sent: string) => `Die letzten Erinnerungen gingen an ${sent}, begonnen`,
    stop: 'Nicht weiter senden',
    stopLead: 'Gesendete Mails lassen sich nicht zurückholen. Weitere werden nicht gesendet.',
  },
})
