/** What the silent limits do to messages, announced in advance. It depends only on the policy, so it is the same for every name. */
import type { Limit } from './limits.ts'
import type { Policy } from './policy.ts'

/** At most so many to one address in so many seconds. */
export interface SendingRoom {
  most: number
  seconds: number
}
export interface Sending {
  /** After so many seconds without a message it is worth another try: half of a code's life, so that the next one is typed in time. */
  waitSeconds: number
  /** The shortest time first. */
  code: SendingRoom[]
  /** Of mails that ask for approval. */
  approval: SendingRoom[]
}

export function sendingOf({ code, limits }: Policy): Sending {
  const shown = ({ burst, perSeconds }: Limit): SendingRoom => ({ most: burst, seconds: perSeconds })
  const { sendPerDestination, sendPerDestinationDaily, approvalsPerAccountDaily } = limits
  return {
    waitSeconds: Math.round(code.lifetimeSeconds / 2),
    code: [sendPerDestination, sendPerDestinationDaily].map(shown),
    approval: [sendPerDestination, approvalsPerAccountDaily].map(shown),
  }
}
