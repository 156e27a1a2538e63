/** Which answers a step accepts. Any other answer changes nothing. */
import type { AnswerType } from './answer.ts'
import type { Step, StepType } from './step.ts'

const taken: { [Type in StepType]: readonly AnswerType[] } = {
  'identify': ['identify', 'cancel'],
  'choose-method': ['choose-method', 'no-method', 'cancel'],
  'challenge': ['challenge', 'resend', 'back', 'no-method', 'cancel'],
  'diagnosis': ['remedy', 'look-again', 'no-method', 'cancel'],
  'wait': ['no-method', 'cancel'],
  'review': ['review', 'no-method', 'cancel'],
  'new-password': ['new-password', 'new-passkey', 'back', 'no-method', 'cancel'],
  'help': ['help', 'back', 'no-method', 'cancel'],
  'done': [],
  'stopped': [],
}

export const answersTaken = (step: StepType): readonly AnswerType[] => taken[step]

export function takes(step: Step, answer: { type: AnswerType; remedy?: string }): boolean {
  if (!taken[step.type].includes(answer.type)) return false
  // Security: an approval by mail or on another device can only be answered there.
  if (step.type === 'challenge' && answer.type === 'challenge') return step.number === undefined
  if (answer.type === 'new-passkey') return step.type === 'new-password' && step.passkey !== undefined
  return step.type !== 'diagnosis' || answer.type !== 'remedy' || step.remedies.some((remedy) => remedy === answer.remedy)
}

/** Steps at which a flow has ended. */
export const isFinal = (step: StepType): boolean => taken[step].length === 0
