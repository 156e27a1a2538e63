/** Why an attempt would have stopped under another policy. */
import type { Stopping } from '@regain/core'
import { sayAttempt } from '../attempts/say-attempt.ts'
import { speak } from '../speak.ts'
import { policyWords } from './words.ts'

const words = speak({
  en: {
    'limit': (sentence: string) => `A limit would have been reached: ${sentence}`,
    'reason': 'The reason would not be offered.',
    'identifier': 'This kind of name would not be accepted.',
    'method': 'The method that they used would not be offered.',
    'code-expired': 'The code would have expired.',
    'no-more-codes': 'No further code would have been sent.',
    'expired': 'The attempt would have expired.',
    'too-many-guesses': 'No guesses would have been left.',
    'step': (step: string) => `It would still be at this step: ${step}.`,
  },
  de: {
    'limit': (sentence: string) => `Eine Grenze wäre erreicht gewesen: ${sentence}`,
    'reason': 'Der Grund würde nicht angeboten.',
    'identifier': 'Diese Art von Namen würde nicht angenommen.',
    'method': 'Der benutzte Nachweis würde nicht angeboten.',
    'code-expired': 'Der Code wäre abgelaufen gewesen.',
    'no-more-codes': 'Es wäre kein weiterer Code verschickt worden.',
    'expired': 'Der Versuch wäre abgelaufen gewesen.',
    'too-many-guesses': 'Es wäre keine Eingabe mehr übrig gewesen.',
    'step': (step: string) => `Er wäre noch bei diesem Schritt: ${step}.`,
  },
})

export function sayStopping(because: Stopping): string {
  const t = words()
  if (because.type === 'limit') return t.limit(policyWords().limits[because.limit])
  if (because.type !== 'step') return t[because.type]
  if (because.because === 'expired' || because.because === 'too-many-guesses') return t[because.because]
  return t.step(sayAttempt().steps[because.step] ?? because.step)
}
