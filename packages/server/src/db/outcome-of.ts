/** The last thing in a transaction that counted first: what `work` throws takes back what it wrote, and not what came before it. */
import type { Tx } from './database.ts'

/** To be called when the transaction has committed: gives the result, or throws what was refused. */
export const outcomeOf = async <Result>(tx: Tx, work: () => Promise<Result>): Promise<() => Result> =>
  await tx.attempt(work).then(
    (result) => () => result,
    (refused: unknown) => () => {
      throw refused
    },
  )
