/** Acts that need a second person, in words. */
import { moment, visible } from './format.ts'
import type { Role } from './roles.ts'
import { roleName } from './roles.ts'
import { speak } from './speak.ts'

const words = speak({
  en: {
    'role-grant': (whose: string, role: string) => `Make ${whose} ${role}`,
    'invitation': (email: string, role: string) => `Let ${email} in as ${role}`,
    'somebody': 'this operator',
    'weaker-rules': 'Loosen the rules of four eyes',
    'weaker-policy': 'Let more through by a policy',
    'identity-provider': 'Change whose word lets operators in',
    'privileged-unlock': 'Open a privileged account',
    'export': 'Export the record',
    'reminders': 'Send reminders to a realm',
    'break-glass': (email: string) => `Break the glass: a link that makes ${email} an owner`,
  },
  de: {
    'role-grant': (whose: string, role: string) => `${whose} zu ${role} machen`,
    'invitation': (email: string, role: string) => `${email} als ${role} hereinlassen`,
    'somebody': 'diese Person',
    'weaker-rules': 'Die Vier-Augen-Regeln lockern',
    'weaker-policy': 'Durch Regeln mehr zulassen',
    'identity-provider': 'Ändern, wessen Wort Personal hereinlässt',
    'privileged-unlock': 'Ein privilegiertes Konto öffnen',
    'export': 'Das Protokoll herausgeben',
    'reminders': 'Erinnerungen an einen Bereich schicken',
    'break-glass': (email: string) => `Notöffnung: ein Link, der ${email} zum Inhaber macht`,
  },
})

const plain = ['weaker-rules', 'weaker-policy', 'identity-provider', 'privileged-unlock', 'export', 'reminders'] as const
const isPlain = (action: string): action is (typeof plain)[number] => (plain as readonly string[]).includes(action)

type Subject = Readonly<Record<string, string>>

/** `names`: of operators, by id. What stands in a subject was written by somebody: shown with its invisible signs. */
export function sayAct(action: string, subject: Subject, names: Readonly<Record<string, string>> = {}): string {
  const t = words()
  const role = roleName(subject.role as Role) ?? ''
  if (action === 'role-grant' && subject.email) return t.invitation(visible(subject.email), role)
  if (action === 'role-grant') return t[action](visible(names[subject.operator ?? ''] ?? t.somebody), role)
  if (action === 'break-glass') return t[action](visible(subject.email ?? '?'))
  const known = isPlain(action) ? t[action] : action
  const isMoment = (name: string) => action === 'export' && (name === 'from' || name === 'before')
  const details = Object.entries(subject).map(([name, value]) => `${name}: ${isMoment(name) ? moment(Number(value)) : visible(value)}`)
  return details.length > 0 ? `${known} (${details.join(', ')})` : known
}
