/** Limits the event streams that one operator has open in this process: each holds a connection and asks the database every second. */
import { ProblemError } from '../problems/problem.ts'

/** Enough for a few windows, and for some that a browser has left without notice. */
export const MOST_STREAMS = 12

export interface OpenStreams {
  /** Throws `too-many-requests`. Returns a function that closes the stream; calling it again does nothing. */
  open(operator: string): () => void
}

export function createOpenStreams(): OpenStreams {
  const open = new Map<string, number>()
  return {
    open(operator) {
      const before = open.get(operator) ?? 0
      if (before >= MOST_STREAMS) throw new ProblemError('too-many-requests', { retryAfterSeconds: 60, limit: 'streamsPerOperator' })
      open.set(operator, before + 1)
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        const left = (open.get(operator) ?? 1) - 1
        if (left > 0) open.set(operator, left)
        else open.delete(operator)
      }
    },
  }
}
