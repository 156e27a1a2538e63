/** A connection to the embedded database over libSQL's own binding, which compiles each statement once. */
import type { InStatement, InValue, Value } from '@libsql/client'
import { LibsqlError } from '@libsql/client/sqlite3'
import Libsql from 'libsql'
import LibsqlBeside from 'libsql/promise'
import type { Connection, Result } from './connection.ts'

type Run = (args: InValue[]) => Result

/** Counts distinct SQL texts: the program has a few hundred, and lists of ids add a few for each length. */
const MOST_COMPILED = 500

/** `url` begins with `file:`. `timeout`: how many ms a statement waits for a lock; it blocks the event loop meanwhile. */
export function openEmbedded(url: string, timeout: number): Connection {
  const db = named(() => new Libsql(pathOf(url), { timeout }))
  const compiled = new Map<string, Run>()

  function execute(statement: InStatement): Result {
    const { sql, args = [] } = typeof statement === 'string' ? { sql: statement } : statement
    if (!Array.isArray(args)) throw new TypeError('arguments must be positional, not named')
    return named(() => {
      let run = compiled.get(sql)
      if (!run) {
        if (compiled.size === MOST_COMPILED) compiled.clear()
        run = compile(db, sql)
        compiled.set(sql, run)
      }
      return run(args.map(bound))
    })
  }

  return {
    execute: async (statement) => execute(statement),
    async transaction() {
      execute('BEGIN IMMEDIATE')
      let committing = false
      return {
        async execute(statement) {
          // SQLite ends a transaction by itself when the disk fails. Later statements must not be committed without the earlier ones.
          if (committing || !db.inTransaction) throw new LibsqlError('the transaction has ended', 'TRANSACTION_CLOSED')
          return execute(statement)
        },
        async commit() {
          committing = true
          await commitBeside(db)
        },
        close() {
          if (db.open && db.inTransaction) execute('ROLLBACK')
        },
      }
    },
    close() {
      compiled.clear()
      if (db.open) db.close()
    },
  }
}

const pathOf = (url: string): string => decodeURIComponent(url.replace(/^file:(\/\/(localhost)?(?=\/))?/, '').replace(/[?#].*$/s, ''))

function compile(db: Libsql.Database, text: string): Run {
  const statement = db.prepare<[InValue[]]>(text)
  if (!statement.reader) return (args) => ({ columns: [], rows: [], rowsAffected: statement.run(args).changes })
  statement.raw(true).safeIntegers(true)
  const columns = statement.columns().map(({ name }) => name)
  return (args) => ({ columns, rows: (statement.all(args) as Value[][]).map((values) => values.map(read)), rowsAffected: 0 })
}

/**
 * A commit waits for the disk, and now and then it moves the log into the database: it runs on a thread of the binding, and the event loop goes on (ADR 1701).
 * The binding's two classes hold their connection in the same way, so that a method of one works on the other. Nothing else may use the connection meanwhile.
 */
async function commitBeside(db: Libsql.Database): Promise<void> {
  try {
    await LibsqlBeside.prototype.exec.call(db, 'COMMIT')
  } catch (error) {
    throw renamed(error)
  }
}

/** SQLite's result codes, in order from 0 (sqlite.org/rescode.html). */
const CODES =
  'OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB'.split(
    ' ',
  )

function named<Made>(work: () => Made): Made {
  try {
    return work()
  } catch (error) {
    throw renamed(error)
  }
}

/** The binding names only some faults and numbers the others. This gives all of them the names of `@libsql/client`. */
function renamed(error: unknown): unknown {
  if (!(error instanceof Libsql.SqliteError)) return error
  const { message, code, rawCode = 1 } = error as InstanceType<typeof Libsql.SqliteError>
  // The lowest byte is the code; higher bytes only say more about it.
  return new LibsqlError(message, `SQLITE_${CODES[rawCode & 0xff] ?? 'UNKNOWN'}`, code, rawCode, error as Error)
}

function bound(value: InValue): InValue {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) throw new TypeError('the value has no database type')
  return typeof value === 'boolean' ? Number(value) : value
}

function read(value: Value): Value {
  if (typeof value !== 'bigint') return value
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError('an integer is too large for JavaScript')
  return number
}
