/** What the room of readiness says. */
import { plural } from '$lib/plural.ts'
import { speak } from '$lib/speak.ts'

export const words = speak({
  en: {
    title: 'Readiness',
    lead: 'How many people could get back in after losing something. Counted from what accounts have, including new addresses that prove nothing yet.',
    noRealms: 'There is no realm yet',
    elsewhere: 'The site keeps these accounts itself: what they have can’t be counted here.',
    notYet: 'Being counted. Come back in some minutes.',
    drawn: 'Get back in after a loss',
    unit: 'accounts',
    without: { phone: 'no phone', mailbox: 'no mailbox', sheet: 'no sheet' },
    what: 'State',
    accounts: 'Accounts',
    share: 'Share',
    counts: {
      safe: 'Can lose any one thing and still get back in',
      oneThing: 'Losing one thing would lock them out',
      oneWay: 'Have only one way',
      none: 'Can’t get back in even now',
    },
    nobody: 'No accounts yet.',
    counted: (accounts: number) => plural(accounts, { one: '# account, counted', other: '# accounts, counted' }),
    oldHashes: (left: string) => `Passwords in an older form, made new when their owners sign in: ${left}.`,
    remind: 'Remind them',
    remindLead: (accounts: string, days: number) =>
      `A mail goes to those whom one loss would keep out (${accounts} when they were counted), at the address that they have had for longest. Nobody gets one within ${days} days of the last. People who want none, or can’t sign in at all, get none.`,
    remindTold:
      'It suggests another way and says that it is found on your own page. Its only link ends such mails. A few are sent each second, so that nobody’s code waits.',
    speaks: 'Sent in the name of',
    sending: (sent: string) => `Reminders are being sent: ${sent} so far.`,
    sent: (sent: string) => `The last round wrote to ${sent}, begun`,
    stop: 'Stop sending',
    stopLead: 'Messages already sent can’t be recalled. No more will be sent.',
  },
  de: {
    title: 'Rückwege',
    lead: 'Wer nach einem Verlust zurückkäme. Gezählt wird, was Konten haben; neue Adressen, die noch nichts beweisen, zählen mit.',
    noRealms: 'Es gibt noch keinen Bereich',
    elsewhere: 'Der Auftritt führt diese Konten selbst: Was sie haben, lässt sich hier nicht zählen.',
    notYet: 'Wird gezählt. Kommen Sie in einigen Minuten wieder.',
    drawn: 'Kommen nach einem Verlust zurück',
    unit: 'Konten',
    without: { phone: 'ohne Telefon', mailbox: 'ohne Postfach', sheet: 'ohne Blatt' },
    what: 'Wie es steht',
    accounts: 'Konten',
    share: 'Anteil',
    counts: {
      safe: 'Kommen nach jedem einzelnen Verlust noch hinein',
      oneThing: 'Ein Verlust sperrt sie aus',
      oneWay: 'Haben nur einen Weg',
      none: 'Kommen schon jetzt nicht hinein',
    },
    nobody: 'Noch keine Konten.',
    counted: (accounts: number) => plural(accounts, { one: '# Konto, gezählt', other: '# Konten, gezählt' }),
    oldHashes: (left: string) => `Passwörter in einer älteren Form, die bei der nächsten Anmeldung erneuert werden: ${left}.`,
    remind: 'Erinnern',
    remindLead: (accounts: string, days: number) =>
      `Eine Mail geht an alle, die ein Verlust aussperren würde (bei der Zählung ${accounts}), an die Adresse, die sie am längsten haben; an niemanden innerhalb von ${days} Tagen nach der letzten, und nicht an die, die keine möchten oder sich gar nicht anmelden können.`,
    remindTold:
      'Sie sagt, dass ein weiterer Weg gut wäre und auf Ihrer eigenen Seite zu finden ist, und hat keinen Link außer dem, der solche Mails beendet. Je Sekunde gehen wenige hinaus, damit niemandes Code wartet.',
    speaks: 'Im Namen von',
    sending: (sent: string) => `Erinnerungen gehen hinaus: bisher ${sent}.`,
    sent: (sent: string) => `Die letzte Runde ging an ${sent}, begonnen`,
    stop: 'Nicht weiter senden',
    stopLead: 'Gesendete Mails lassen sich nicht zurückholen. Weitere werden nicht gesendet.',
  },
})
