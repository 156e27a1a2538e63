/** The one writer: waiting writes share a commit, each in a savepoint of its own, and a connection that met SQLITE_BUSY is discarded. */
import { performance } from 'node:perf_hooks'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { InStatement } from '@libsql/client'
import type { Connect } from './connect.ts'
import { databaseFault } from './connect.ts'
import type { Connection, Result, Transaction } from './connection.ts'
import type { Append, NewEvent } from './database.ts'
import { DatabaseUnavailable } from './database.ts'

/** Measured: 64 writes in one commit are 13 times as fast as one each; more only wait longer. */
const MOST_PER_COMMIT = 64
const MOST_WAITING = 4096
/** How long the work of one commit may hold the event loop. Node accepts one new connection in each turn, so a busy server that takes long turns keeps people waiting at its door (ADR 1762). */
const MOST_HELD_MS = 16
/** How long a write waits for a lock that another process holds: longer than the five seconds after which `sqld` takes it from a process that died. */
const DEADLINE_MS = 8000

interface Job {
  work(): Promise<unknown>
  deadline: number
  done(result: unknown): void
  failed(error: unknown): void
}

export interface WriteQueue {
  /** Runs inside the open transaction; only the work passed to `add` calls it. */
  execute(statement: InStatement): Promise<Result>
  /** Keeps an event until its commit; it is dropped if its job is rolled back. */
  record(event: NewEvent): void
  /** See `Tx.attempt`. */
  attempt<Result>(work: () => Promise<Result>): Promise<Result>
  add<Result>(work: () => Promise<Result>): Promise<Result>
  waiting(): number
  close(): Promise<void>
}

/** `jitter` returns a whole number below its argument. `append` writes the events of all jobs that share a commit, at its end. */
export function createWriteQueue(connect: Connect, jitter: (limit: number) => number, append: Append): WriteQueue {
  const queue: Job[] = []
  let client: Connection | undefined
  let transaction: Transaction | undefined
  let events: NewEvent[] = []
  let fault: unknown
  let running: Promise<void> | undefined
  let closed = false

  const dropClient = (): void => {
    client?.close()
    client = undefined
  }

  async function execute(statement: InStatement): Promise<Result> {
    if (!transaction) throw new Error('a statement was sent outside of its transaction')
    // A job that swallows a fault of the database must not continue as if nothing had happened.
    if (fault !== undefined) throw fault
    try {
      return await transaction.execute(statement)
    } catch (error) {
      if (databaseFault(error)) fault = error
      throw error
    }
  }

  function record(event: NewEvent): void {
    if (!transaction) throw new Error('an event was recorded outside of its transaction')
    events.push(event)
  }

  /** Savepoints may be nested: SQLite uses the innermost one of that name (SQLite, "Savepoints"). */
  async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = events.length
    await execute('SAVEPOINT attempt')
    try {
      const result = await work()
      await execute('RELEASE attempt')
      return result
    } catch (error) {
      if (fault === undefined) {
        await execute('ROLLBACK TO attempt')
        await execute('RELEASE attempt')
        events.length = before
      }
      throw error
    }
  }

  /** Throws `fault` when the whole batch must be repeated or given up. */
  async function runBatch(jobs: Job[]): Promise<(() => void)[]> {
    fault = undefined
    events = []
    client ??= await connect()
    transaction = await client.transaction('write')
    try {
      // A job that is alone in its batch needs no savepoint: if it fails, the whole transaction is rolled back.
      const isAlone = jobs.length === 1
      let hasFailed = false
      const settle: (() => void)[] = []
      let heldSince = performance.now()
      for (const job of jobs) {
        if (performance.now() - heldSince > MOST_HELD_MS) {
          await turn()
          heldSince = performance.now()
        }
        settle.push(
          await (isAlone ? directly(job.work) : attempt(job.work)).then(
            (result) => () => job.done(result),
            (error: unknown) => {
              hasFailed = true
              return () => job.failed(error)
            },
          ),
        )
        if (fault !== undefined) throw fault
      }
      if (isAlone && hasFailed) {
        await execute('ROLLBACK')
        return settle
      }
      if (events.length > 0) await append(execute, events)
      try {
        await transaction.commit()
      } catch (error) {
        // Security: if the answer to a commit is lost, it may have happened. Running the work again could do it twice, so it is given up and nothing is promised.
        throw databaseFault(error) === 'busy' ? error : new DatabaseUnavailable('a commit was not confirmed', { cause: error })
      }
      return settle
    } finally {
      transaction.close()
      transaction = undefined
    }
  }

  async function settleBatch(jobs: Job[]): Promise<void> {
    for (let attempt = 0; jobs.length > 0; attempt += 1) {
      try {
        for (const settle of await runBatch(jobs)) settle()
        return
      } catch (error) {
        dropClient()
        const now = performance.now()
        const givenUp =
          databaseFault(error) === 'busy' ? jobs.filter((job) => job.deadline <= now) : attempt === 0 && isRetryable(error) ? [] : jobs
        for (const job of givenUp) job.failed(asUnavailable(error))
        jobs = jobs.filter((job) => !givenUp.includes(job))
        if (jobs.length > 0) await wait(Math.min(2 ** attempt, 40) + jitter(20))
      }
    }
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      // The embedded database never waits. Without this turn of the event loop a write would commit before the next request was read, and share its commit with none.
      await turn()
      await settleBatch(queue.splice(0, MOST_PER_COMMIT))
    }
    running = undefined
  }

  return {
    execute,
    record,
    attempt,
    add: <Result>(work: () => Promise<Result>) =>
      new Promise<Result>((resolve, reject) => {
        if (closed || queue.length >= MOST_WAITING) {
          reject(new DatabaseUnavailable(closed ? 'the database is closed' : 'too many writes wait'))
          return
        }
        queue.push({ work, deadline: performance.now() + DEADLINE_MS, done: (result) => resolve(result as Result), failed: reject })
        running ??= run()
      }),
    waiting: () => queue.length,
    async close() {
      closed = true
      await running
      dropClient()
    },
  }
}

const directly = async <Result>(work: () => Promise<Result>): Promise<Result> => await work()

// A libSQL server closes idle connections. The first statement on such a connection fails before anything happened, and a new connection works.
const isRetryable = (error: unknown): boolean => !(error instanceof DatabaseUnavailable)

const asUnavailable = (error: unknown): unknown =>
  error instanceof DatabaseUnavailable || databaseFault(error) === undefined
    ? error
    : new DatabaseUnavailable('the database cannot be written', { cause: error })
