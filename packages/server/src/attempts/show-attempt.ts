/** Shows a flow to operators, who call it an attempt: the masked account and the progress, but never a code or a full address. */
import type { MethodName, Policy, Proof, Risk, SignalName } from '@regain/core'
import { maskIdentifier, outcomes, riskOf, stops } from '@regain/core'
import type { FlowRow, StoredFlow } from '../flows/facts.ts'
import { signsIn, stepOf } from '../flows/facts.ts'
import type { Sites } from '../sites/realm.ts'

export const attemptStates = ['open', ...stops, ...outcomes] as const
export type AttemptState = (typeof attemptStates)[number]

/** As it appears on the page of an attempt, a case or an account. */
export type ShownRisk = Risk & { twoAt: number }

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
  /** The current step; absent if its site was removed. */
  step?: string
  /** Masked; absent: no account was named yet. */
  identifier?: { kind: string; masked: string }
  /** The name is unknown. Operators see this; the person's browser never does. */
  decoy?: boolean
  /** A practice run by a signed-in person. */
  drill?: boolean
  /** Keyed digests, for finding similar attempts. */
  account: string | null
  name: string | null
  proven: readonly Proof[]
  /** The current challenge, or the last one. */
  method?: MethodName
  /** Warning signs of its first right proof, by their current weights; absent: nothing was proven, or there were none. */
  risk?: ShownRisk
  guesses: number
  sends: number
  browser: string | null
  addressPrefix: string | null
  country: string | null
}

export async function showAttempt(stored: StoredFlow, { sites, now }: { sites: Sites; now: number }): Promise<Attempt> {
  const { row, named, challenge } = stored
  const method = challenge?.method ?? row.proven.findLast((proof) => proof !== 'operator')
  const site = await sites.byKey(row.site)
  const { id, realm, reason, locale, startedAt, endedAt, expiresAt, account, name, guesses, sends, browser, addressPrefix, country } = row
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
    ...(named && {
      identifier: { kind: named.name.kind, masked: maskIdentifier(named.name) },
      decoy: named.decoy,
      ...(named.drill && { drill: true }),
    }),
    account,
    name,
    proven: row.proven,
    ...(method && { method }),
    ...(row.signs !== null && site && { risk: showRisk(signsIn(row), site.realm.policy) }),
    guesses,
    sends,
    browser,
    addressPrefix,
    country,
  }
}

export const showRisk = (found: readonly SignalName[], { risk }: Pick<Policy, 'risk'>): ShownRisk => ({
  ...riskOf(found, risk),
  twoAt: risk.twoAt,
})
