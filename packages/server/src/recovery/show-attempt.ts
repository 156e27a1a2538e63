/** What operators see of a flow, which they call an attempt: whose it is masked, how far it got, and never a code or a whole address. */
import { maskDestination, outcomes, stops } from '@regain/core'
import type { Sites } from '../realms/realm.ts'
import type { Seal } from '../security/seal.ts'
import type { ChallengeRow, FlowRow, Named } from './facts.ts'
import { readStored } from './facts.ts'
import { stepOf } from './view.ts'

export const attemptStates = ['open', ...stops, ...outcomes] as const
export type AttemptState = (typeof attemptStates)[number]

export interface Attempt {
  id: string
  realm: string
  site: string
  reason: FlowRow['reason']
  locale: string
  startedAt: number
  endedAt: number | null
  expiresAt: number
  state: AttemptState
  /** Where it stands now; absent when its site is gone. */
  step?: string
  /** Masked; absent: nobody was named yet. */
  identifier?: { kind: string; masked: string }
  /** Nobody has this name. Operators know; the person's browser never does. */
  decoy?: boolean
  /** Keyed digests: to look for others like it. */
  account: string | null
  name: string | null
  proven: string[]
  guesses: number
  sends: number
  browser: string | null
  addressPrefix: string | null
}

const mask = ({ kind, value }: Named['name']): string => (kind === 'handle' ? `${[...value][0] ?? ''}•••` : maskDestination(kind, value))

export async function showAttempt(
  row: FlowRow,
  challenge: ChallengeRow | undefined,
  { seal, sites, now }: { seal: Seal; sites: Sites; now: number },
): Promise<Attempt> {
  const stored = readStored(row, challenge, seal)
  const { named } = stored
  const site = await sites.byKey(row.site)
  const { id, realm, reason, locale, startedAt, endedAt, expiresAt, account, name, guesses, sends, browser, addressPrefix } = row
  return {
    id,
    realm,
    site: row.site,
    reason,
    locale,
    startedAt,
    endedAt,
    expiresAt,
    state: row.outcome ?? row.because ?? (expiresAt <= now ? 'expired' : 'open'),
    ...(site && { step: stepOf(stored, site, now).type }),
    ...(named && { identifier: { kind: named.name.kind, masked: mask(named.name) }, decoy: named.decoy }),
    account,
    name,
    proven: JSON.parse(row.proven) as string[],
    guesses,
    sends,
    browser,
    addressPrefix,
  }
}
