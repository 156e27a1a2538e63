/** What the silent limits do to messages, announced in advance. Depends only on the policy, so it is the same for every name. */
import type { Limit } from './limits.ts'
import type { Policy } from './policy.ts'

/** How many messages one address gets, and in how many seconds. */
export interface SendingRoom {
  most: number
  seconds: number
}
export interface Sending {
  /** Seconds without a message after which another try is worthwhile: half of a code's lifetime, so that the next one arrives in time. */
  waitSeconds: number
  /** The shortest period first. */
  code: SendingRoom[]
  /** The same for mails that ask for approval. */
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
