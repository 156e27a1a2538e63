/** Warning signs at a recovery: the list of signs, the default weight of each, and the reason. Their sum is the risk; nothing else is. */

interface Signal {
  /** The default weight. */
  weight: number
  source: string
  /** A stranger who knows a name can cause it. */
  byStrangers?: true
}

export const signals = {
  // Suggests an attacker far away. Covers only the last thirty days, for which addresses are kept (R-1204), and needs the operator's file of countries.
  'new-country': { weight: 3, source: 'proposal; NIST SP 800-63B-4 3.2.2 names place among such signs' },
  // A page that relays codes is in another place than its victim. A phone and a computer have two networks, but one country.
  'other-country': { weight: 4, source: 'proposal; a relayed code is typed far from where it was asked for' },
  // A page that relays codes does so for many accounts, from one machine. So does an office: by itself it is not enough.
  'many-accounts': { weight: 5, source: 'proposal; the same machine opens many people’s codes or links' },
  // Browsers always send the page's origin (Fetch, `Origin` on POST); a site's own app may not.
  'no-page': { weight: 1, source: 'proposal; browsers send the page’s origin with every POST' },
  // A thief who takes over an account first adds an address of their own.
  'address-new': { weight: 2, source: 'proposal; NIST SP 800-63B-4 4.6 requires notices of changed addresses' },
  // True of most people: it exists because of R-508, and has the smallest weight.
  'only-address': { weight: 1, source: 'NIST SP 800-63B-4 4.6: nobody else would be notified' },
  // The owner says so, and must not be locked out for it.
  'someone-in': { weight: 1, source: 'proposal; the account’s owner says so' },
  'wrong-codes': { weight: 1, source: 'proposal; guessing looks like this, and so does bad handwriting' },
  'several-attempts': { weight: 1, source: 'proposal; strangers can do this to anybody', byStrangers: true },
  'several-cases': { weight: 1, source: 'proposal; strangers can do this to anybody', byStrangers: true },
} as const satisfies Record<string, Signal>
export type SignalName = keyof typeof signals
export const signalNames = Object.keys(signals) as SignalName[]

export type Weights = Readonly<Record<SignalName, number>>

/** What a policy says about warning signs. */
export interface RiskRules {
  /** From this sum on the risk is high. */
  twoAt: number
  weights: Weights
}

export interface Risk {
  /** Signs of weight 0 are shown as well. */
  signals: { name: SignalName; weight: number }[]
  total: number
  level: 'low' | 'high'
}

export function riskOf(found: readonly SignalName[], { twoAt, weights }: RiskRules): Risk {
  const weighed = signalNames.filter((name) => found.includes(name)).map((name) => ({ name, weight: weights[name] }))
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  return { signals: weighed, total, level: total >= twoAt ? 'high' : 'low' }
}
