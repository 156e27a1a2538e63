/** Finds passwords that attackers guess first: by an offline estimate of guesses, and optionally with a k-anonymous breach service. */
import type { PasswordRefusal, Policy } from '@regain/core'
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/**
 * 10^10 guesses: from there zxcvbn calls a password "very unguessable", strong protection against guessing at a stolen slow
 * hash (Wheeler, zxcvbn, USENIX Security 2016; its score 4). Our passwords are stored as such hashes.
 */
export const LEAST_GUESSES_LOG10 = 10
/** An estimate takes more than linear time and blocks the event loop, so longer passwords are estimated in pieces. */
const PIECE = 40

let estimator: Promise<ZxcvbnFactory> | undefined

/** Reading the lists takes a tenth of a second, and holds the event loop for it: once, when the first new password is checked. */
function loadEstimator(): Promise<ZxcvbnFactory> {
  estimator ??= makeEstimator()
  return estimator
}

async function makeEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}

/** Undefined: it takes too many guesses, or has no known pattern: then the realm's minimum length decides. */
export async function weaknessOf(password: string): Promise<Extract<PasswordRefusal, 'common' | 'guessable'> | undefined> {
  const loaded = await loadEstimator()
  // Full-width and circled letters hide nothing from an attacker.
  const points = [...password.normalize('NFKC')]
  for (let at = 0, alone = points.length <= PIECE; at < points.length; at += PIECE) {
    const { guessesLog10, sequence } = loaded.check(points.slice(at, at + PIECE).join(''))
    if (guessesLog10 >= LEAST_GUESSES_LOG10 || sequence.every(({ pattern }) => pattern === 'bruteforce')) return undefined
    if (alone && sequence.length === 1 && sequence[0]?.pattern === 'dictionary') return 'common'
  }
  return 'guessable'
}

const SERVICE_TIMEOUT_MS = 1500

/** Only five characters of a SHA-1 leave the process, padded. If the service does not answer, the estimate decides. */
export async function findWeakness(password: string, policy: Policy): Promise<PasswordRefusal | undefined> {
  const weakness = await weaknessOf(password)
  if (weakness || !policy.password.breachService) return weakness
  const { pwnedPassword } = await import('hibp')
  return await pwnedPassword(password, { addPadding: true, timeoutMs: SERVICE_TIMEOUT_MS }).then(
    (count) => (count > 0 ? 'breached' : undefined),
    () => undefined,
  )
}
