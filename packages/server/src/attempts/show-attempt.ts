/** Shows a flow to operators, who call it an attempt: the account masked, the progress, and never a code or a full address. */
import type { MethodName, Policy, Proof, Risk, SignalName } from '@regain/core'
import { maskIdentifier, outcomes, riskOf, stops } from '@regain/core'
import type { FlowRow, StoredFlow } from '../flows/facts.ts'
import { signsIn, stepOf } from '../flows/facts.ts'
import type { Sites } from '../sites/realm.ts'

export const attemptStates = ['open', ...stops, ...outcomes] as const
export type AttemptState = (typeof attemptStates)[number]

/** As an attempt's, a case's and an account's page show it. */
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
  /** Where it stands now; absent when its site is gone. */
  step?: string
  /** Masked; absent: no account was named yet. */
  identifier?: { kind: string; masked: string }
  /** The name is unknown. Operators see this; the person's browser never does. */
  decoy?: boolean
  /** A practice run of somebody who was signed in. */
  drill?: boolean
  /** Keyed digests: to look for others like it. */
  account: string | null
  name: string | null
  proven: Proof[]
  /** The one that is being answered, or was answered last. */
  method?: MethodName
  /** Warning signs of its first right proof, by what they weigh today; absent: nothing was proven, or there were none. */
  risk?: ShownRisk
  guesses: number
  sends: number
  browser: string | null
  addressPrefix: string | null
  country: string | null
}

export async function showAttempt(stored: StoredFlow, { sites, now }: { sites: Sites; now: number }): Promise<Attempt> {
  const { row, named, challenge } = stored
  const proven = JSON.parse(row.proven) as Proof[]
  const method = challenge?.method ?? proven.findLast((proof) => proof !== 'operator')
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
    proven,
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
