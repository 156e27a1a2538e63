/** Every number of a policy: its bounds, its default, its weaker direction, and its source. The schema, the console's form and the comparison all read it here. */
import * as v from 'valibot'
import { evidence } from '../evidence/index.ts'
import type { EvidenceName } from '../evidence/source.ts'
import { evidenceNames } from '../evidence/source.ts'
import type { SignalName } from './signals.ts'
import { signals } from './signals.ts'

export interface PolicyNumber {
  min: number
  max: number
  default: number
  /** The weaker direction; absent: neither. */
  weaker?: 'lower' | 'higher'
  /** The source of the number; `proposal`: ours, because no standard states one. */
  source: string
}

/** A weight above ten would count more than any two others. */
const weightNumbers = Object.fromEntries(
  Object.entries(signals).map(([name, { weight, source }]) => [
    `risk.weights.${name}`,
    { min: 0, max: 10, default: weight, weaker: 'lower', source },
  ]),
) as { [Name in SignalName as `risk.weights.${Name}`]: PolicyNumber }

const MOST_WEIGHT = 10
type WeightPath = `evidence.weights.${EvidenceName}`
/** More weight for one source means that fewer of the others are needed. */
const evidenceWeights = Object.fromEntries(
  evidenceNames.map((name) => [
    `evidence.weights.${name}`,
    { min: 1, max: MOST_WEIGHT, default: evidence[name].weight, weaker: 'higher', source: 'proposal' },
  ]),
) as Record<WeightPath, PolicyNumber>

/** By its path in the policy. */
export const policyNumbers = {
  'needed': { min: 1, max: 2, default: 1, weaker: 'lower', source: 'NIST SP 800-63B-4 4.2.2.2' },
  'captcha.rounds': { min: 1, max: 100_000, default: 1000, weaker: 'lower', source: 'proposal' },
  'captcha.tries': { min: 1, max: 100_000, default: 600, weaker: 'lower', source: 'proposal' },
  'code.digits': { min: 6, max: 12, default: 8, weaker: 'lower', source: 'NIST SP 800-63B-4 4.2.1.2' },
  'code.lifetimeSeconds': { min: 60, max: 600, default: 600, weaker: 'higher', source: 'OWASP ASVS 5.0 6.5.5, NIST SP 800-63B-4 4.2.1.2' },
  'code.guesses': { min: 1, max: 10, default: 5, weaker: 'higher', source: 'NIST SP 800-63B-4 3.1.3.2' },
  'code.sends': { min: 1, max: 5, default: 3, weaker: 'higher', source: 'proposal' },
  'code.resendSeconds': { min: 15, max: 600, default: 30, weaker: 'lower', source: 'proposal' },
  'flowLifetimeSeconds': { min: 300, max: 3600, default: 1800, weaker: 'higher', source: 'OWASP Business Logic: expire partial states' },
  // Above every single weight, and above what strangers can cause together with what is true of most people. All signals at their maximum add up to less than `max`.
  'risk.twoAt': { min: 1, max: 101, default: 7, weaker: 'higher', source: 'proposal' },
  ...weightNumbers,
  'undoDays': { min: 1, max: 30, default: 7, weaker: 'lower', source: 'proposal; NIST SP 800-63B-4 4.6 asks for a way to repudiate' },
  'hold.onlyAddressHours': {
    min: 0,
    max: 168,
    default: 0,
    weaker: 'lower',
    source: 'proposal; NIST SP 800-63B-4 4.6: nobody else would be notified',
  },
  'hold.newHours': { min: 0, max: 168, default: 24, weaker: 'lower', source: 'proposal' },
  // NIST SP 800-63B-4 4.2.1.3 accepts a single contact, and so do peers. But that contact may be the thief, so Regain needs two.
  'contacts.needed': { min: 2, max: 5, default: 2, weaker: 'lower', source: 'proposal; one would let a single contact in' },
  'contacts.most': { min: 5, max: 10, default: 5, weaker: 'higher', source: 'proposal; Apple has at most 5, Google 10' },
  'case.holdHours': { min: 0, max: 336, default: 24, weaker: 'lower', source: 'proposal' },
  'case.linkHours': { min: 1, max: 168, default: 72, weaker: 'higher', source: 'proposal' },
  'evidence.needed': { min: 0, max: MOST_WEIGHT * evidenceNames.length, default: 0, weaker: 'lower', source: 'proposal' },
  ...evidenceWeights,
  'password.minLength': { min: 8, max: 64, default: 15, weaker: 'lower', source: 'NIST SP 800-63B-4 3.1.1.2' },
  'password.maxLength': { min: 64, max: 1024, default: 256, source: 'OWASP ASVS 5.0 6.2.9' },
  'replyBeatMs': { min: 10, max: 10_000, default: 1000, source: 'proposal' },
} as const satisfies Record<string, PolicyNumber>
export type PolicyNumberPath = keyof typeof policyNumbers

export const whole = ({ min, max }: Pick<PolicyNumber, 'min' | 'max'>) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

/** The schema of one number. */
export const policyNumber = (path: PolicyNumberPath) => v.optional(whole(policyNumbers[path]), policyNumbers[path].default)
