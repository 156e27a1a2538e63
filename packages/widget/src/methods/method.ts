/** The widget's half of a method that people keep: how its field behaves, or what its button does. Its words stand with the languages. */
import type { AnswerOf, Step } from '@regain/core'

export interface KeptField {
  autocomplete: string
  inputmode?: string
  maxlength: number
}

/** Nothing is typed. */
export interface KeptPress {
  /** Whether this browser can do it on this page. */
  isThere(): boolean
  /** Undefined: the person or the browser said no; that is no guess, and nothing is sent. `signal`: the step is left. */
  press(step: Extract<Step, { type: 'challenge' }>, signal: AbortSignal): Promise<AnswerOf<'challenge'> | undefined>
}
