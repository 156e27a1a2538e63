/** Keys that replace a site's key where a link has already named the account: which link it is, and how its flow begins. */
import type { LinkKind, Reason, StartedReply } from '@regain/core'
import { linkKinds } from '@regain/core'
import type { StartByLink } from '../flows/begin-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import type { Site, Sites } from '../sites/realm.ts'
import { findLink } from '../undo/press.ts'
import { continueCase, findContinuation } from './continue-case.ts'
import { findDrill, startDrill } from './start-drill.ts'
import { startUndo } from './start-undo.ts'

type LinkNeeds = RecoveryDeps & { sites: Sites }

interface Link {
  reason: Reason
  /** It begins on a page of the site, not on one of ours. */
  atSite?: true
  /** Only reads. Undefined: used, expired, or never issued. */
  find(token: string, needs: LinkNeeds): Promise<{ site: Site } | undefined>
  start(asked: StartByLink, needs: LinkNeeds): Promise<StartedReply>
}

const links: Record<LinkKind, Link> = {
  undo: { reason: 'compromised', find: findLink, start: startUndo },
  case: { reason: 'forgot-password', find: findContinuation, start: continueCase },
  drill: { reason: 'forgot-password', atSite: true, find: findDrill, start: startDrill },
}

export const linkKey = (kind: LinkKind, token: string): string => `${kind}_${token}`

/** Undefined: this is not the key of a link. */
export function readLinkKey(key: string): (Link & { token: string }) | undefined {
  const kind = linkKinds.find((one) => key.startsWith(`${one}_`))
  return kind && { ...links[kind], token: key.slice(kind.length + 1) }
}
