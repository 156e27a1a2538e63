/** Builds a hot query once for each database: drizzle spends more time on building one than SQLite on running it. */
import type { SQL } from 'drizzle-orm'
import { getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/** `build` ends with `.prepare()`. Write values that change between calls as `sql.placeholder(name)`. */
export function prepareOnce<Handle extends object, Query>(build: (handle: Handle) => Query): (handle: Handle) => Query {
  const built = new WeakMap<Handle, Query>()
  return (handle) => {
    const known = built.get(handle) ?? build(handle)
    built.set(handle, known)
    return known
  }
}

/** For `values` and `set`: each of these columns, or every one, gets the value of its own name, as the column encodes it. drizzle encodes null as well, so no JSON column may be null. */
export function given<Table extends SQLiteTable, Name extends keyof Table['$inferSelect'] & string>(
  table: Table,
  names?: readonly Name[],
): { [Each in Name]: SQL } {
  const columns = getTableColumns(table)
  const entry = (name: string) => [name, sql`${sql.param(sql.placeholder(name), columns[name])}`] as const
  return Object.fromEntries((names ?? Object.keys(columns)).map(entry)) as { [Each in Name]: SQL }
}
