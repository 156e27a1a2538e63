/** Finds passwords that are guessed first: by an offline estimate of an attacker's guesses, and optionally with a k-anonymous breach service. */
import type { PasswordRefusal, Policy } from '@regain/core'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { pwnedPassword } from 'hibp'

/**
 * Ten to the tenth guesses: from there on zxcvbn calls a password "very unguessable", with strong protection where somebody tries guesses at a stolen slow
 * hash (Wheeler, zxcvbn, USENIX Security 2016; its score 4), which is how passwords lie here.
 */
export const LEAST_GUESSES_LOG10 = 10
/** An estimate takes longer than linear time, and runs where requests are answered: longer passwords are estimated in pieces. */
const PIECE = 40

// Made when it is first needed: reading the lists takes a tenth of a second.
let estimator: ZxcvbnFactory | undefined

/** Undefined: it takes too many guesses, or has no pattern that we know: then its length is the realm's to choose. */
export function weaknessOf(password: string): Extract<PasswordRefusal, 'common' | 'guessable'> | undefined {
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
  // Full-width and ringed letters hide nothing from an attacker.
  const points = [...password.normalize('NFKC')]
  for (let at = 0, alone = points.length <= PIECE; at < points.length; at += PIECE) {
    const { guessesLog10, sequence } = estimator.check(points.slice(at, at + PIECE).join(''))
    if (guessesLog10 >= LEAST_GUESSES_LOG10 || sequence.every(({ pattern }) => pattern === 'bruteforce')) return undefined
    if (alone && sequence.length === 1 && sequence[0]?.pattern === 'dictionary') return 'common'
  }
  return 'guessable'
}

const SERVICE_TIMEOUT_MS = 1500

/** Only five characters of a SHA-1 leave the process, padded; a service that does not answer leaves the decision to the estimate. */
export async function findWeakness(password: string, policy: Policy): Promise<PasswordRefusal | undefined> {
  const weakness = weaknessOf(password)
  if (weakness || !policy.password.breachService) return weakness
  return await pwnedPassword(password, { addPadding: true, timeoutMs: SERVICE_TIMEOUT_MS }).then(
    (count) => (count > 0 ? 'breached' : undefined),
    () => undefined,
  )
}
