/** Actions that need an approval, in words. */
import type { Role } from '@regain/core'
import { actionTitles } from '@regain/core'
import { moment, visible } from './format.ts'
import { roleName } from './roles.ts'
import { listScopes } from './sites/scope-words.ts'
import { inLanguage, speak } from './speak.ts'

const words = speak({
  en: {
    'role-grant': (whose: string, role: string) => `Make ${whose} ${role}`,
    'invitation': (email: string, role: string) => `Invite ${email} as ${role}`,
    'disable': (whose: string) => `Disable ${whose}, who can approve actions now`,
    'demote': (whose: string, role: string) => `Lower the role of ${whose} to ${role}`,
    'somebody': 'this operator',
    'new-site': (name: string, origins: string) => `Create the site ${name} for ${origins}, with a secret key`,
    'site-key': (name: string, scopes: string) => `Create a secret key for ${name}: ${scopes}`,
    'site-origins': (name: string, origins: string) => `Change the origins of ${name} to ${origins}`,
    'site-webhook': (name: string, url: string) => `Send events of the realm of ${name} to ${url}`,
    'webhook-secret': (name: string, url: string) => `Renew the secret of the webhook ${url} of ${name}`,
    'break-glass': (email: string) => `Emergency access: a link that makes ${email} an owner`,
  },
  de: {
    'role-grant': (whose: string, role: string) => `${whose} zu ${role} machen`,
    'invitation': (email: string, role: string) => `${email} als ${role} einladen`,
    'disable': (whose: string) => `${whose} deaktivieren, bisher mit dem Recht zuzustimmen`,
    'demote': (whose: string, role: string) => `Die Rolle von ${whose} auf ${role} herabsetzen`,
    'somebody': 'diese Person',
    'new-site': (name: string, origins: string) => `Die Website ${name} für ${origins} anlegen, mit einem geheimen Schlüssel`,
    'site-key': (name: string, scopes: string) => `Einen geheimen Schlüssel für ${name} anlegen: ${scopes}`,
    'site-origins': (name: string, origins: string) => `Die Origins von ${name} ändern zu ${origins}`,
    'site-webhook': (name: string, url: string) => `Ereignisse im Bereich von ${name} an ${url} senden`,
    'webhook-secret': (name: string, url: string) => `Das Geheimnis des Webhooks ${url} von ${name} erneuern`,
    'break-glass': (email: string) => `Notzugang: ein Link, der ${email} zum Inhaber macht`,
  },
})

/** Unknown actions are shown by their name. */
export const actionTitle = (action: string): string =>
  Object.hasOwn(actionTitles, action) ? inLanguage(actionTitles[action as keyof typeof actionTitles]) : action

type Subject = Readonly<Record<string, string>>

/** `names`: of operators, by id. Other people wrote the subject, so its invisible characters are made visible. */
export function sayAct(action: string, subject: Subject, names: Readonly<Record<string, string>> = {}): string {
  const t = words()
  const role = roleName(subject.role as Role) ?? ''
  if (action === 'role-grant' && subject.email) return t.invitation(visible(subject.email), role)
  if (action === 'role-grant') return t[action](visible(names[subject.operator ?? ''] ?? t.somebody), role)
  if (action === 'right-to-agree') {
    const whose = visible(names[subject.operator ?? ''] ?? t.somebody)
    return subject.role ? t.demote(whose, role) : t.disable(whose)
  }
  if (action === 'break-glass') return t[action](visible(subject.email ?? '?'))
  const name = visible(subject.name ?? '?')
  const spaced = (words = '') => visible(words).split(' ')
  if (action === 'site-key')
    return subject.site ? t[action](name, listScopes(spaced(subject.scopes))) : t['new-site'](name, spaced(subject.origins).join(', '))
  if (action === 'site-origins') return t[action](name, spaced(subject.origins).join(', '))
  if (action === 'site-webhook') return t[subject.renewed ? 'webhook-secret' : action](name, visible(subject.url ?? '?'))
  const known = actionTitle(action)
  const isMoment = (name: string) => action === 'export' && (name === 'from' || name === 'before')
  const details = Object.entries(subject).map(([name, value]) => `${name}: ${isMoment(name) ? moment(Number(value)) : visible(value)}`)
  return details.length > 0 ? `${known} (${details.join(', ')})` : known
}
