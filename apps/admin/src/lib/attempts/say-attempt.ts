/** An attempt in words: why it was begun, where it stands, how it ended. */
import type { Reply } from '../api.ts'
import { speak } from '../speak.ts'

export type Attempt = Reply<'GET /attempts'>['attempts'][number]
export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'accent'

export const sayAttempt = speak({
  en: {
    reasons: { 'forgot-password': 'Forgot the password', 'cannot-sign-in': 'Cannot sign in', 'compromised': 'Somebody else got in' },
    states: {
      'open': 'open',
      'expired': 'ran out',
      'cancelled': 'cancelled',
      'too-many-guesses': 'too many guesses',
      'refused': 'ended by a change of the account, or by its owner',
      'password-changed': 'new password',
      'unlocked': 'unlocked',
      'case-opened': 'asked for a decision',
    } as Record<string, string>,
    steps: {
      'identify': 'naming the account',
      'choose-method': 'choosing an address',
      'challenge': 'typing the code',
      'diagnosis': 'reading why',
      'new-password': 'choosing a password',
      'help': 'asking for help',
      'done': 'done',
      'stopped': 'over',
    } as Record<string, string>,
    methods: {
      'email-code': 'Code by email',
      'sms-code': 'Code by text message',
      'email-approval': 'Approval by email',
      'saved-code': 'Saved code',
      'totp': 'Authenticator app',
      'passkey': 'Passkey',
      'contacts': 'Recovery contacts',
      'operator': 'Word of two operators',
    } as Record<string, string>,
    channels: { email: 'Email', phone: 'Text message', webhook: 'Webhook', nobody: 'Nobody (decoy)' } as Record<string, string>,
    kinds: {
      'code': 'Code',
      'approval': 'Link to approve',
      'password-changed': 'Notice: password changed',
      'account-changed': 'Notice: account changed',
      'case-answered': 'Answer to a case',
      'access-asked': 'Notice: two operators want to let somebody in',
      'access-given': 'Link of a case that goes on',
      'contact-invited': 'Invitation to be a recovery contact',
      'contact-asked': 'Question to a recovery contact',
      'operator-mail': 'Mail to staff',
      'event': 'Event',
    } as Record<string, string>,
    deliveries: {
      waiting: 'waiting',
      delivered: 'taken by the gateway',
      refused: 'refused',
      expired: 'too old to send',
      cancelled: 'not sent any more',
    } as Record<string, string>,
  },
  de: {
    reasons: { 'forgot-password': 'Passwort vergessen', 'cannot-sign-in': 'Kommt nicht hinein', 'compromised': 'Jemand anders war drin' },
    states: {
      'open': 'offen',
      'expired': 'abgelaufen',
      'cancelled': 'abgebrochen',
      'too-many-guesses': 'zu oft geraten',
      'refused': 'durch eine Änderung am Konto beendet, oder von seinem Inhaber',
      'password-changed': 'neues Passwort',
      'unlocked': 'entsperrt',
      'case-opened': 'um Entscheidung gebeten',
    } as Record<string, string>,
    steps: {
      'identify': 'nennt das Konto',
      'choose-method': 'wählt eine Adresse',
      'challenge': 'tippt den Code',
      'diagnosis': 'liest den Grund',
      'new-password': 'wählt ein Passwort',
      'help': 'bittet um Hilfe',
      'done': 'fertig',
      'stopped': 'vorbei',
    } as Record<string, string>,
    methods: {
      'email-code': 'Code per Mail',
      'sms-code': 'Code per SMS',
      'email-approval': 'Bestätigung per Mail',
      'saved-code': 'Notfallcode',
      'totp': 'Authenticator-App',
      'passkey': 'Passkey',
      'contacts': 'Vertrauenspersonen',
      'operator': 'Wort von zweien vom Personal',
    } as Record<string, string>,
    channels: { email: 'E-Mail', phone: 'SMS', webhook: 'Webhook', nobody: 'Niemand (Attrappe)' } as Record<string, string>,
    kinds: {
      'code': 'Code',
      'approval': 'Link zum Bestätigen',
      'password-changed': 'Nachricht: Passwort geändert',
      'account-changed': 'Nachricht: Konto geändert',
      'case-answered': 'Antwort auf einen Fall',
      'access-asked': 'Hinweis: Zwei vom Personal wollen jemanden hineinlassen',
      'access-given': 'Link eines Falls, mit dem es weitergeht',
      'contact-invited': 'Einladung zur Vertrauensperson',
      'contact-asked': 'Frage an eine Vertrauensperson',
      'operator-mail': 'Mail ans Personal',
      'event': 'Ereignis',
    } as Record<string, string>,
    deliveries: {
      waiting: 'wartet',
      delivered: 'vom Versand angenommen',
      refused: 'abgelehnt',
      expired: 'zu alt zum Senden',
      cancelled: 'nicht mehr gesendet',
    } as Record<string, string>,
  },
})

const tones: Record<string, Tone> = {
  'open': 'accent',
  'password-changed': 'good',
  'unlocked': 'good',
  'too-many-guesses': 'bad',
  'refused': 'warn',
}
export const toneOf = (state: string): Tone => tones[state] ?? 'plain'
