/** What the console and the emails to operators both say: the actions that can need an approval, and the alerts. */
import type { Language } from './languages.ts'

/** The languages of the console. Emails to operators are in English. */
export const consoleLanguages = ['en', 'de'] as const satisfies Language[]
export type ConsoleLanguage = (typeof consoleLanguages)[number]
type InEach = Record<ConsoleLanguage, string>

/** Actions that may need a second operator's approval, and the emergency access that nobody approves. */
export const actionTitles = {
  'role-grant': { en: 'Make someone a reviewer or an owner', de: 'Jemanden zum Prüfer oder Inhaber machen' },
  'right-to-agree': {
    en: 'Disable a reviewer or an owner, or lower their role',
    de: 'Einen Prüfer oder Inhaber deaktivieren oder seine Rolle herabsetzen',
  },
  'weaker-rules': { en: 'Relax the approval rules', de: 'Die Regeln für Zustimmungen lockern' },
  'weaker-policy': { en: 'Weaken a policy', de: 'Eine Richtlinie abschwächen' },
  'identity-provider': { en: 'Change the identity provider', de: 'Den Identitätsanbieter ändern' },
  'privileged-unlock': { en: 'Unlock a privileged account', de: 'Ein privilegiertes Konto entsperren' },
  'export': { en: 'Export the audit log', de: 'Das Audit-Protokoll exportieren' },
  'reminders': { en: 'Send reminders to a realm', de: 'Erinnerungen an einen Bereich senden' },
  'site-key': {
    en: 'Create a site, or a secret key for a site',
    de: 'Eine Website oder einen geheimen Schlüssel für eine Website anlegen',
  },
  'site-origins': { en: 'Add an origin to a site', de: 'Einer Website eine Origin hinzufügen' },
  'site-webhook': {
    en: 'Add a webhook to a site, or renew its secret',
    de: 'Einer Website einen Webhook hinzufügen oder sein Geheimnis erneuern',
  },
  'break-glass': {
    en: 'Emergency access: create a link that makes its reader an owner',
    de: 'Notzugang: einen Link anlegen, der zum Inhaber macht',
  },
} as const satisfies Record<string, InEach>

export const alertTitles = {
  'starts': { en: 'Unusually many recovery attempts', de: 'Ungewöhnlich viele Wiederherstellungsversuche' },
  'unknown-names': { en: 'One address tries unknown names', de: 'Eine Adresse probiert unbekannte Namen' },
  'password-spray': { en: 'One address tries passwords for many accounts', de: 'Eine Adresse probiert Passwörter für viele Konten' },
  'failed-codes': { en: 'Unusually many wrong codes', de: 'Ungewöhnlich viele falsche Codes' },
  'sms-prefix': { en: 'Many text messages to one range of numbers', de: 'Viele SMS in einen Nummernbereich' },
  'many-accounts': { en: 'One network recovers many accounts', de: 'Ein Netz stellt viele Konten wieder her' },
  'foreign-page': {
    en: 'An unregistered page requests codes in the name of a site',
    de: 'Eine nicht eingetragene Seite fordert Codes im Namen einer Website an',
  },
  'unmasked': { en: 'One operator unmasks many addresses', de: 'Ein Operator deckt viele Adressen auf' },
  'delivery-failing': { en: 'Messages can’t be delivered', de: 'Nachrichten können nicht zugestellt werden' },
  'record-broken': { en: 'The audit log was altered', de: 'Das Audit-Protokoll wurde verändert' },
  'contact-of-many': {
    en: 'One recovery contact is used for many accounts',
    de: 'Eine Vertrauensperson wird für viele Konten benutzt',
  },
} as const satisfies Record<string, InEach>
