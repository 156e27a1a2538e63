/** Every number of a policy: its bounds, its default, its weaker direction, and its source. The schema, the console's form and the comparison all read it here. */
import * as v from 'valibot'
import { evidence } from '../evidence/index.ts'
import type { EvidenceName } from '../evidence/source.ts'
import { evidenceNames } from '../evidence/source.ts'
import type { SignalName } from './signals.ts'
import { signals } from './signals.ts'

export interface PolicyNumber {
  least: number
  most: number
  usual: number
  /** The weaker direction; absent: neither. */
  weaker?: 'lower' | 'higher'
  /** The source of the number; `proposal`: ours, because no standard states one. */
  source: string
}

/** Ten would outweigh any two others. */
const weightNumbers = Object.fromEntries(
  Object.entries(signals).map(([name, { weight: usual, source }]) => [
    `risk.weights.${name}`,
    { least: 0, most: 10, usual, weaker: 'lower', source },
  ]),
) as { [Name in SignalName as `risk.weights.${Name}`]: PolicyNumber }

const MOST_WEIGHT = 10
type WeightPath = `evidence.weights.${EvidenceName}`
/** One for each evidence source: more weight, and less of the rest is needed. */
const evidenceWeights = Object.fromEntries(
  evidenceNames.map((name) => [
    `evidence.weights.${name}`,
    { least: 1, most: MOST_WEIGHT, usual: evidence[name].weight, weaker: 'higher', source: 'proposal' },
  ]),
) as Record<WeightPath, PolicyNumber>

/** By its path in the policy. */
export const policyNumbers = {
  'needed': { least: 1, most: 2, usual: 1, weaker: 'lower', source: 'NIST SP 800-63B-4 4.2.2.2' },
  'captcha.rounds': { least: 1, most: 100_000, usual: 1000, weaker: 'lower', source: 'proposal' },
  'captcha.tries': { least: 1, most: 100_000, usual: 600, weaker: 'lower', source: 'proposal' },
  'code.digits': { least: 6, most: 12, usual: 8, weaker: 'lower', source: 'NIST SP 800-63B-4 4.2.1.2' },
  'code.lifetimeSeconds': { least: 60, most: 600, usual: 600, weaker: 'higher', source: 'OWASP ASVS 5.0 6.5.5, NIST SP 800-63B-4 4.2.1.2' },
  'code.guesses': { least: 1, most: 10, usual: 5, weaker: 'higher', source: 'NIST SP 800-63B-4 3.1.3.2' },
  'code.sends': { least: 1, most: 5, usual: 3, weaker: 'higher', source: 'proposal' },
  'code.resendSeconds': { least: 15, most: 600, usual: 30, weaker: 'lower', source: 'proposal' },
  'flowLifetimeSeconds': { least: 300, most: 3600, usual: 1800, weaker: 'higher', source: 'OWASP Business Logic: expire partial states' },
  // Above every weight, and above what strangers can bring about together with what most people have; all of them at their most come to less than `most`.
  'risk.twoAt': { least: 1, most: 101, usual: 7, weaker: 'higher', source: 'proposal' },
  ...weightNumbers,
  'undoDays': { least: 1, most: 30, usual: 7, weaker: 'lower', source: 'proposal; NIST SP 800-63B-4 4.6 asks for a way to repudiate' },
  'hold.onlyAddressHours': {
    least: 0,
    most: 168,
    usual: 0,
    weaker: 'lower',
    source: 'proposal; NIST SP 800-63B-4 4.6: nobody else hears of it',
  },
  'hold.newHours': { least: 0, most: 168, usual: 24, weaker: 'lower', source: 'proposal' },
  // NIST SP 800-63B-4 4.2.1.3 takes one contact's word; peers too, and one contact who is the thief is enough there. Two can't be.
  'contacts.needed': { least: 2, most: 5, usual: 2, weaker: 'lower', source: 'proposal; one would let a single contact in' },
  'contacts.most': { least: 5, most: 10, usual: 5, weaker: 'higher', source: 'proposal; Apple has at most 5, Google 10' },
  'case.holdHours': { least: 0, most: 336, usual: 24, weaker: 'lower', source: 'proposal' },
  'case.linkHours': { least: 1, most: 168, usual: 72, weaker: 'higher', source: 'proposal' },
  'evidence.needed': { least: 0, most: MOST_WEIGHT * evidenceNames.length, usual: 0, weaker: 'lower', source: 'proposal' },
  ...evidenceWeights,
  'password.minLength': { least: 8, most: 64, usual: 15, weaker: 'lower', source: 'NIST SP 800-63B-4 3.1.1.2' },
  'password.maxLength': { least: 64, most: 1024, usual: 256, source: 'OWASP ASVS 5.0 6.2.9' },
  'replyBeatMs': { least: 10, most: 10_000, usual: 1000, source: 'proposal' },
} as const satisfies Record<string, PolicyNumber>
export type PolicyNumberPath = keyof typeof policyNumbers

export const whole = ({ least, most }: Pick<PolicyNumber, 'least' | 'most'>) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/** The schema of one of them. */
export const policyNumber = (path: PolicyNumberPath) => v.optional(whole(policyNumbers[path]), policyNumbers[path].usual)
