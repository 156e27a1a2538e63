/** Limits that no test reaches by accident; a test of a limit sets that one. */
import type { PolicyInput } from '@regain/core'

export const MANY = { burst: 100_000, perSeconds: 600 }

export const roomy = {
  startPerAddress: MANY,
  captchaPerAddress: MANY,
  identifyPerAddress: MANY,
  identifyPerName: MANY,
  answerPerAddress: MANY,
  sendPerDestination: MANY,
  sendPerDestinationDaily: MANY,
  casePerName: MANY,
  casePerAddress: MANY,
} satisfies PolicyInput['limits']
