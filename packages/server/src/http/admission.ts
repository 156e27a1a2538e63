/** Refuses requests while the server has more work than it can finish soon, so that the requests it did accept are answered in time. */
import type { Context } from 'hono'
import type { Database } from '../db/database.ts'
import { ProblemError } from '../problems/problem.ts'
import { addressPrefixes } from '../visitor/address.ts'
import type { AddressOf } from './visitor.ts'

/** Two commits' worth of writes: on two cores a fraction of a second of work, so that every accepted request is answered within one. */
export const MOST_WRITES_WAITING = 128
/** One commit's worth. From here on, one network holds no more than its share of the requests in progress. */
export const MANY_WRITES_WAITING = 64
/** A household or an office behind one address rarely has more people in a recovery at the same moment. Our own choice. */
export const SHARE_OF_NETWORK = 16
/** A full queue is empty again long before that. Our own choice. */
const RETRY_AFTER_SECONDS = 2

/** Throws before anything of a request is read. Returns what to call when the request is answered. */
export type Admit = (c: Context, by: 'person' | 'site') => () => void

/**
 * Security: it depends on no name, so that a refusal is the same for accounts and unknown names. One network alone can't fill the queue and keep everybody else
 * out. A site's back end has no share: it speaks for all of its people, and a wrong key is refused without a write.
 */
export function createAdmission({ waiting }: Pick<Database, 'waiting'>, addressOf: AddressOf): Admit {
  const inProgress = new Map<string, number>()
  return (c, by) => {
    const writes = waiting()
    if (writes >= MOST_WRITES_WAITING) throw overloaded()
    if (writes < MANY_WRITES_WAITING || by === 'site') return nothing
    const { network } = addressPrefixes(addressOf(c))
    const held = inProgress.get(network) ?? 0
    if (held >= SHARE_OF_NETWORK) throw overloaded()
    inProgress.set(network, held + 1)
    return () => {
      const left = (inProgress.get(network) ?? 1) - 1
      if (left > 0) inProgress.set(network, left)
      else inProgress.delete(network)
    }
  }
}

const nothing = (): void => undefined
const overloaded = (): ProblemError => new ProblemError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, limit: 'overload' })
