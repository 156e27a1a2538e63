/** The console's rooms, in the order of the navigation, and what it takes to see each. */
import Activity from '@lucide/svelte/icons/activity'
import BellRing from '@lucide/svelte/icons/bell-ring'
import ChartColumn from '@lucide/svelte/icons/chart-column'
import Globe from '@lucide/svelte/icons/globe'
import Scale from '@lucide/svelte/icons/scale'
import ScrollText from '@lucide/svelte/icons/scroll-text'
import Send from '@lucide/svelte/icons/send'
import UserRound from '@lucide/svelte/icons/user-round'
import UsersRound from '@lucide/svelte/icons/users-round'
import type { Permission } from './session.svelte.ts'

export const rooms = [
  { name: 'overview', path: '/', icon: ChartColumn, permission: 'attempts.read' },
  { name: 'attempts', path: '/attempts', icon: Activity, permission: 'attempts.read' },
  { name: 'accounts', path: '/accounts', icon: UserRound, permission: 'accounts.read' },
  { name: 'deliveries', path: '/deliveries', icon: Send, permission: 'attempts.read' },
  { name: 'alerts', path: '/alerts', icon: BellRing, permission: 'attempts.read' },
  { name: 'sites', path: '/sites', icon: Globe, permission: 'attempts.read' },
  { name: 'policy', path: '/policy', icon: Scale, permission: 'attempts.read' },
  { name: 'record', path: '/record', icon: ScrollText, permission: 'attempts.read' },
  { name: 'operators', path: '/operators', icon: UsersRound, permission: 'operators.read' },
] as const satisfies readonly { name: string; path: string; icon: unknown; permission: Permission }[]
