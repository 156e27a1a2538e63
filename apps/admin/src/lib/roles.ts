/** The roles in words. */
import type { Role } from '@regain/core'
import { speak } from './speak.ts'

const words = speak({
  en: {
    names: { viewer: 'viewer', agent: 'agent', reviewer: 'reviewer', owner: 'owner' },
    may: {
      viewer: 'reads, with names and addresses masked',
      agent: 'unlocks accounts and cancels attempts, but never sees secrets',
      reviewer: 'decides cases, unmasks single values, exports the audit log',
      owner: 'manages policies, sites and operators',
    },
  },
  de: {
    names: { viewer: 'Leser', agent: 'Bearbeiter', reviewer: 'Prüfer', owner: 'Inhaber' },
    may: {
      viewer: 'liest, Namen und Adressen verdeckt',
      agent: 'entsperrt Konten und bricht Versuche ab, sieht aber nie Geheimnisse',
      reviewer: 'entscheidet Fälle, deckt einzelne Werte auf, exportiert das Audit-Protokoll',
      owner: 'verwaltet Richtlinien, Websites und Operatoren',
    },
  },
})

export const roleName = (role: Role): string => words().names[role]
export const roleMay = (role: Role): string => `${words().names[role]}: ${words().may[role]}`
