/** The console's pages in groups, in the order of the navigation, with the permission that each needs. */
import BellRing from '@lucide/svelte/icons/bell-ring'
import ChartColumn from '@lucide/svelte/icons/chart-column'
import Globe from '@lucide/svelte/icons/globe'
import HandHelping from '@lucide/svelte/icons/hand-helping'
import KeyRound from '@lucide/svelte/icons/key-round'
import LifeBuoy from '@lucide/svelte/icons/life-buoy'
import Phone from '@lucide/svelte/icons/phone'
import Scale from '@lucide/svelte/icons/scale'
import ScrollText from '@lucide/svelte/icons/scroll-text'
import Send from '@lucide/svelte/icons/send'
import Stamp from '@lucide/svelte/icons/stamp'
import UserSearch from '@lucide/svelte/icons/user-search'
import Users from '@lucide/svelte/icons/users'
import type { Component } from 'svelte'
import type { Permission } from './session.svelte.ts'

export interface Room {
  name:
    | 'overview'
    | 'alerts'
    | 'attempts'
    | 'cases'
    | 'calls'
    | 'readiness'
    | 'accounts'
    | 'deliveries'
    | 'sites'
    | 'policy'
    | 'record'
    | 'approvals'
    | 'operators'
  /** The path below `/admin`. */
  path: string
  icon: Component<{ size?: number; 'aria-hidden'?: 'true' }>
  permission: Permission
  /** Which number appears beside it: how many things wait there. */
  waits?: 'alerts' | 'cases' | 'approvals' | 'calls'
}

export const groups: readonly { name: 'watch' | 'help' | 'setUp' | 'prove'; rooms: readonly Room[] }[] = [
  {
    name: 'watch',
    rooms: [
      { name: 'overview', path: '/overview', icon: ChartColumn, permission: 'overview.read' },
      { name: 'alerts', path: '/alerts', icon: BellRing, permission: 'alerts.read', waits: 'alerts' },
      { name: 'attempts', path: '/attempts', icon: KeyRound, permission: 'attempts.read' },
      { name: 'deliveries', path: '/deliveries', icon: Send, permission: 'deliveries.read' },
    ],
  },
  {
    name: 'help',
    rooms: [
      { name: 'accounts', path: '/accounts', icon: UserSearch, permission: 'accounts.read' },
      { name: 'calls', path: '/calls', icon: Phone, permission: 'calls.read', waits: 'calls' },
      { name: 'cases', path: '/cases', icon: HandHelping, permission: 'cases.read', waits: 'cases' },
      { name: 'readiness', path: '/readiness', icon: LifeBuoy, permission: 'readiness.read' },
    ],
  },
  {
    name: 'setUp',
    rooms: [
      { name: 'sites', path: '/sites', icon: Globe, permission: 'sites.read' },
      { name: 'policy', path: '/policy', icon: Scale, permission: 'policy.read' },
      { name: 'operators', path: '/operators', icon: Users, permission: 'operators.read' },
    ],
  },
  {
    name: 'prove',
    rooms: [
      { name: 'record', path: '/record', icon: ScrollText, permission: 'record.read' },
      { name: 'approvals', path: '/approvals', icon: Stamp, permission: 'approvals.read', waits: 'approvals' },
    ],
  },
]
