/** The roles in words, from the one with the fewest permissions to the one with all. */
import type { Me } from './session.svelte.ts'
import { speak } from './speak.ts'

export type Role = Me['role']
export const roles = ['viewer', 'agent', 'reviewer', 'owner'] as const satisfies Role[]

const words = speak({
  en: {
    names: { viewer: 'viewer', agent: 'agent', reviewer: 'reviewer', owner: 'owner' },
    may: {
      viewer: 'reads, with names and addresses masked',
      agent: 'unlocks accounts and ends attempts, and never sees a secret',
      reviewer: 'decides, unmasks single values, exports the record',
      owner: 'keeps policy, sites and operators',
    },
  },
  de: {
    names: { viewer: 'Leser', agent: 'Bearbeiter', reviewer: 'Prüfer', owner: 'Inhaber' },
    may: {
      viewer: 'liest, Namen und Adressen verdeckt',
      agent: 'entsperrt Konten und beendet Versuche, sieht nie ein Geheimnis',
      reviewer: 'entscheidet, deckt einzelne Werte auf, gibt das Protokoll heraus',
      owner: 'bestimmt Regeln, Auftritte und Personal',
    },
  },
})

export const roleName = (role: Role): string => words().names[role]
export const roleMay = (role: Role): string => `${words().names[role]}: ${words().may[role]}`
