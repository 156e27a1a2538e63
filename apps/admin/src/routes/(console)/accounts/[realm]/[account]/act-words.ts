/** The texts of the acts on an account. */
import { speak } from '$lib/speak.ts'

export const actWords = speak({
  en: {
    'offer-recovery': {
      label: 'Send a recovery link',
      lead: 'A link to the site’s recovery page is sent to every verified address of the account. The person proves who they are there. You see no code and no password.',
      done: 'Sent.',
    },
    'lift-limits': {
      label: 'Lift limits',
      lead: 'Strangers can use up the limits on entering this name and on sending codes to its addresses. These limits are reset. Wrong codes still count.',
      done: 'The limits were reset.',
    },
    'void-codes': {
      label: 'Cancel codes',
      lead: 'Every open attempt at this account ends, and its code stops working. This can’t be undone. The person can start again.',
      done: 'The codes were cancelled.',
    },
    'end-sessions': {
      label: 'Sign out everywhere',
      lead: 'Sessions end the next time the site checks them, and no device is remembered. Open attempts end. The password stays the same.',
      done: 'Signed out everywhere.',
    },
    'lock': {
      label: 'Lock',
      lead: 'Nobody can sign in or recover the account until an operator unlocks it. Open attempts end.',
      done: 'Locked.',
    },
    'disable': {
      label: 'Disable',
      lead: 'Nobody can sign in or recover the account until an operator enables it. Open attempts end.',
      done: 'Disabled.',
    },
  },
  de: {
    'offer-recovery': {
      label: 'Link zur Wiederherstellung schicken',
      lead: 'Ein Link zur Wiederherstellungsseite geht an jede bestätigte Adresse des Kontos. Dort weist sich die Person aus. Sie sehen weder Code noch Passwort.',
      done: 'Geschickt.',
    },
    'lift-limits': {
      label: 'Grenzen aufheben',
      lead: 'Fremde können ausschöpfen, wie oft dieser Name eingegeben und wie viele Codes an seine Adressen geschickt werden dürfen. Diese Grenzen werden zurückgesetzt. Falsche Codes zählen weiterhin.',
      done: 'Die Grenzen wurden zurückgesetzt.',
    },
    'void-codes': {
      label: 'Codes ungültig machen',
      lead: 'Jeder offene Versuch an diesem Konto endet, und sein Code gilt nicht mehr. Das lässt sich nicht rückgängig machen. Die Person kann neu beginnen.',
      done: 'Die Codes wurden ungültig gemacht.',
    },
    'end-sessions': {
      label: 'Überall abmelden',
      lead: 'Sitzungen enden, sobald die Website sie das nächste Mal prüft, und kein Gerät ist mehr bekannt. Offene Versuche enden. Das Passwort bleibt gleich.',
      done: 'Überall abgemeldet.',
    },
    'lock': {
      label: 'Sperren',
      lead: 'Niemand kann sich anmelden oder das Konto wiederherstellen, bis ein Operator es entsperrt. Offene Versuche enden.',
      done: 'Gesperrt.',
    },
    'disable': {
      label: 'Deaktivieren',
      lead: 'Niemand kann sich anmelden oder das Konto wiederherstellen, bis ein Operator es aktiviert. Offene Versuche enden.',
      done: 'Deaktiviert.',
    },
  },
})
