/** What the room of readiness says. */
import { plural } from '$lib/plural.ts'
import { speak } from '$lib/speak.ts'

export const words = speak({
  en: {
    title: 'Readiness',
    lead: 'Who could get back in after losing something. Counted from what accounts have; new addresses that prove nothing yet count too.',
    noRealms: 'There is no realm yet',
    elsewhere: 'The site keeps these accounts itself: what they have can’t be counted here.',
    notYet: 'Being counted. Come back in some minutes.',
    drawn: 'Get back in after a loss',
    unit: 'accounts',
    without: { phone: 'no phone', mailbox: 'no mailbox', sheet: 'no sheet' },
    what: 'How they stand',
    accounts: 'Accounts',
    share: 'Share',
    counts: {
      safe: 'Any one loss leaves them a way',
      oneThing: 'One loss keeps them out',
      oneWay: 'Have one way only',
      none: 'Can’t get in as it is',
    },
    nobody: 'No accounts yet.',
    counted: (accounts: number) => plural(accounts, { one: '# account, counted', other: '# accounts, counted' }),
    oldHashes: (left: string) => `Passwords in an older form, made new when their owners sign in: ${left}.`,
    remind: 'Remind them',
    remindLead: (accounts: string, days: number) =>
      `A mail goes to those whom one loss would keep out (${accounts} when they were counted), at the address that they have had for longest; to nobody within ${days} days of the last, and not to who wants none or can’t sign in.`,
    remindTold:
      'It says that another way would be good and that they find it on your own page, and has no link but the one that ends such mails. A few leave each second, so that nobody’s code waits.',
    speaks: 'The site that speaks',
    sending: (sent: string) => `Reminders are being sent: ${sent} so far.`,
    sent: (sent: string) => `The last round wrote to ${sent}, begun`,
    stop: 'Send no more of them',
    stopLead: 'What left has left; nobody else is written to.',
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
      safe: 'Jeder einzelne Verlust lässt einen Weg',
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
    speaks: 'Der Auftritt, der spricht',
    sending: (sent: string) => `Erinnerungen gehen hinaus: bisher ${sent}.`,
    sent: (sent: string) => `Die letzte Runde ging an ${sent}, begonnen`,
    stop: 'Keine weiteren schicken',
    stopLead: 'Was hinaus ist, ist hinaus; sonst wird niemand angeschrieben.',
  },
})
