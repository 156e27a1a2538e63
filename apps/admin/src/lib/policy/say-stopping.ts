/** Why an attempt would have stopped under another policy. */
import type { Stopping } from '@regain/core'
import { sayAttempt } from '../attempts/say-attempt.ts'
import { speak } from '../speak.ts'
import { policyWords } from './words.ts'

const words = speak({
  en: {
    'limit': (sentence: string) => `There was no room left: ${sentence}`,
    'reason': 'Its reason would not be offered.',
    'identifier': 'Its kind of name would not be taken.',
    'method': 'What they proved themselves by would not be offered.',
    'code-expired': 'The code would have been too old.',
    'no-more-codes': 'No further code would have been sent.',
    'expired': 'Its time would have been over.',
    'too-many-guesses': 'There would have been no guess left.',
    'step': (step: string) => `It would still be at: ${step}.`,
  },
  de: {
    'limit': (sentence: string) => `Es wäre kein Platz mehr gewesen: ${sentence}`,
    'reason': 'Der Grund würde nicht angeboten.',
    'identifier': 'Diese Art von Namen würde nicht angenommen.',
    'method': 'Womit sie sich ausgewiesen hat, würde nicht angeboten.',
    'code-expired': 'Der Code wäre zu alt gewesen.',
    'no-more-codes': 'Es wäre kein weiterer Code verschickt worden.',
    'expired': 'Die Zeit wäre vorbei gewesen.',
    'too-many-guesses': 'Es wäre kein Versuch mehr übrig gewesen.',
    'step': (step: string) => `Sie stünde noch hier: ${step}.`,
  },
})

export function sayStopping(because: Stopping): string {
  const t = words()
  if (because.type === 'limit') return t.limit(policyWords().limits[because.limit])
  if (because.type !== 'step') return t[because.type]
  if (because.because === 'expired' || because.because === 'too-many-guesses') return t[because.because]
  return t.step(sayAttempt().steps[because.step] ?? because.step)
}
