/** The first screen, in German. */
import type { FirstTexts } from '../texts.ts'
import { seconds } from './counted.ts'

export default {
  loading: 'Einen Moment…',
  next: 'Weiter',
  tryAgain: 'Noch einmal versuchen',
  tryAgainIn: (count) => `Sie können es in ${seconds(count)} noch einmal versuchen.`,
  step: (number, of) => `Schritt ${number} von ${of}`,
  choices: 'Auswahl',
  reasonTitle: 'Warum können Sie sich nicht anmelden?',
  reasonMissing: 'Wählen Sie aus, was am ehesten passt.',
  reasons: {
    'forgot-password': 'Ich habe mein Passwort vergessen',
    'cannot-sign-in': 'Ich kenne mein Passwort, kann mich aber nicht anmelden',
    'compromised': 'Ich glaube, jemand anderes ist in meinem Konto',
  },
  identifyTitle: 'So kommen Sie wieder in Ihr Konto',
  identifyLead: (site) => `Welches Konto bei ${site} ist Ihres?`,
  identifierLabel: 'E-Mail-Adresse, Telefonnummer oder Benutzername',
  identifierHint: 'Geben Sie Telefonnummern mit Ländervorwahl ein, zum Beispiel +49\u00a030\u00a01234567.',
  identifierMissing: 'Geben Sie Ihre E-Mail-Adresse, Telefonnummer oder Ihren Benutzernamen ein.',
  slow: 'Das dauert länger als sonst. Wir versuchen es weiter.',
  offline: 'Sie sind offline. Ihre Eingaben bleiben erhalten. Es geht weiter, sobald Sie wieder online sind.',
  tooMany:
    'Das waren zu viele Versuche in kurzer Zeit. Warten Sie einen Moment und versuchen Sie es dann noch einmal. Nichts geht verloren.',
  unreachable: 'Der Server ist gerade nicht erreichbar. Ihre Eingaben bleiben erhalten. Versuchen Sie es gleich noch einmal.',
  notSetUp: 'Auf dieser Seite ist die Wiederherstellung nicht eingerichtet. Bitte wenden Sie sich an den Support der Website.',
} satisfies FirstTexts
