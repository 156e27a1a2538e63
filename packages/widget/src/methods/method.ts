/** The widget's half of a method that people keep: how its field behaves, or what its button does. Its texts are in `languages/`. */
import type { AnswerOf, Step } from '@regain/core'

export interface KeptField {
  autocomplete: string
  inputmode?: string
  maxlength: number
}

/** The person presses a button and types nothing. */
export interface KeptPress {
  /** Whether this browser can do this on this page. */
  isThere(): boolean
  /** Undefined if the person or the browser declined: nothing is sent, and it does not count as a guess. `signal` ends when the step is over. */
  press(step: Extract<Step, { type: 'challenge' }>, signal: AbortSignal): Promise<AnswerOf<'challenge'> | undefined>
}
