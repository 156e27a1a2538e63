/** What happened to an account, in German: on the security page, and for people who report that someone else is in their account. */
import type { Activity } from '@regain/core'

export default {
  'signed-in': 'Jemand hat sich angemeldet',
  'recovery-started': 'Jemand hat eine Wiederherstellung Ihres Kontos begonnen',
  'proof-given': 'Jemand hat sich als Sie ausgewiesen',
  'proof-failed': 'Jemand hat einen falschen Code eingegeben',
  'attempt-denied': 'Ein Versuch wurde beendet, weil jemand angab, dass Sie es nicht waren',
  'password-changed': 'Das Passwort wurde geändert',
  'passkey-made': 'Ein Passkey hat das Passwort ersetzt',
  'unlocked': 'Die Anmeldung wurde entsperrt',
  'locked': 'Das Konto wurde gesperrt',
  'sign-in-locked': 'Die Anmeldung wurde nach falschen Passwörtern gesperrt',
  'account-changed': 'Die Website hat Namen, Adressen oder das Passwort geändert',
  'address-removed': 'Eine Adresse wurde entfernt',
  'signed-out': 'Sie wurden überall abgemeldet',
  'method-set-up': 'Eingerichtet',
  'method-renewed': 'Erneuert',
  'method-removed': 'Entfernt',
  'contact-accepted': 'Jemand ist jetzt Ihre Vertrauensperson',
  'contact-left': 'Jemand möchte nicht Ihre Vertrauensperson sein',
  'recovery-stopped': 'Eine Wiederherstellung über Ihre Vertrauenspersonen wurde gestoppt',
  'practised': 'Sie haben eine Probe gemacht',
  'hold-ended': 'Ein neuer Weg oder eine neue Adresse wurde bestätigt',
  'recovery-held': 'Eine Wiederherstellung hat eine Wartezeit, weil wir nur eine Adresse benachrichtigen können',
} satisfies Record<Activity, string>
