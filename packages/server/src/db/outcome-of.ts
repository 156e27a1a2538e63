/** Runs the last part of a transaction that has already counted: an error rolls back this part, but not the count before it. */
import type { Tx } from './database.ts'

/** Call this after the commit: it returns the result, or throws what was refused. */
export const outcomeOf = async <Result>(tx: Tx, work: () => Promise<Result>): Promise<() => Result> =>
  await tx.attempt(work).then(
    (result) => () => result,
    (refused: unknown) => () => {
      throw refused
    },
  )
