/** Warning signs at a recovery: the list of signs, the default weight of each, and the reason. Their sum is the risk; nothing else is. */

interface Signal {
  /** As the policy comes. */
  weight: number
  source: string
  /** Whoever knows a name can bring it about at an account that is not theirs. */
  byStrangers?: true
}

export const signals = {
  // Somebody takes over from afar. Of the last thirty days alone, for which an address is kept (R-1204), and only where the operator gave a file of countries.
  'new-country': { weight: 3, source: 'proposal; NIST SP 800-63B-4 3.2.2 names place among such signs' },
  // A page that passes codes on runs elsewhere than its victim. A phone and a computer have two networks, and still one country.
  'other-country': { weight: 4, source: 'proposal; a relayed code is typed far from where it was asked for' },
  // A page that passes codes on does so for many, from one machine. An office does, too: by itself it is not enough.
  'many-accounts': { weight: 5, source: 'proposal; the same machine opens many people’s codes or links' },
  // Browsers always name the page (Fetch, `Origin` on POST); a site's own app may not.
  'no-page': { weight: 1, source: 'proposal; browsers name the page on every POST' },
  // Whoever takes an account over puts an address of their own there first.
  'address-new': { weight: 2, source: 'proposal; NIST SP 800-63B-4 4.6 has changes of addresses told' },
  // True of most people: it is told because of R-508, and weighs as little as can be.
  'only-address': { weight: 1, source: 'NIST SP 800-63B-4 4.6: nobody else hears of it' },
  // Its owner says it, who must not be kept out by saying so.
  'someone-in': { weight: 1, source: 'proposal; the account’s own person says so' },
  'wrong-codes': { weight: 1, source: 'proposal; guessing looks like this, and so does bad handwriting' },
  'several-attempts': { weight: 1, source: 'proposal; strangers can do this to anybody', byStrangers: true },
  'several-cases': { weight: 1, source: 'proposal; strangers can do this to anybody', byStrangers: true },
} as const satisfies Record<string, Signal>
export type SignalName = keyof typeof signals
export const signalNames = Object.keys(signals) as SignalName[]

export type Weights = Readonly<Record<SignalName, number>>

/** What a policy says of them. */
export interface RiskRules {
  /** A sum of this or more is high. */
  twoAt: number
  weights: Weights
}

export interface Risk {
  /** Those that weigh nothing here are shown all the same. */
  signals: { name: SignalName; weight: number }[]
  total: number
  level: 'low' | 'high'
}

export function riskOf(found: readonly SignalName[], { twoAt, weights }: RiskRules): Risk {
  const weighed = signalNames.filter((name) => found.includes(name)).map((name) => ({ name, weight: weights[name] }))
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  return { signals: weighed, total, level: total >= twoAt ? 'high' : 'low' }
}
