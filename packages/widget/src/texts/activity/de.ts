/** What happened to an account, in German: said on the security page, and to who reports that somebody else is in. */
import type { Activity } from '@regain/core'

export default {
  'signed-in': 'Jemand meldete sich an',
  'recovery-started': 'Jemand nannte Ihr Konto, um wieder hineinzukommen',
  'proof-given': 'Jemand wies sich als Sie aus',
  'proof-failed': 'Ein falscher Code wurde getippt',
  'attempt-denied': 'Ein Versuch wurde beendet: Jemand hat gesagt, dass Sie es nicht waren',
  'password-changed': 'Das Passwort wurde geändert',
  'passkey-made': 'Ein Passkey trat an die Stelle des Passworts',
  'unlocked': 'Die Anmeldung wurde wieder geöffnet',
  'locked': 'Das Konto wurde gesperrt',
  'sign-in-locked': 'Die Anmeldung wurde nach falschen Passwörtern geschlossen',
  'account-changed': 'Der Auftritt änderte Namen, Adressen oder das Passwort',
  'address-removed': 'Eine Adresse wurde entfernt',
  'signed-out': 'Sie wurden überall abgemeldet',
  'method-set-up': 'Eingerichtet',
  'method-renewed': 'Erneuert',
  'method-removed': 'Entfernt',
  'contact-accepted': 'Jemand will Vertrauensperson sein',
  'contact-left': 'Jemand will keine Vertrauensperson sein',
  'recovery-stopped': 'Ein Versuch über Ihre Vertrauenspersonen wurde angehalten',
  'practised': 'Sie haben ausprobiert, ob Sie wieder hineinkämen',
  'hold-ended': 'Neues wurde bestätigt',
  'recovery-held': 'Eine Wiederherstellung wartet, weil nur eine Adresse davon erfährt',
} satisfies Record<Activity, string>
