import { getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import * as schema from '../db/schema.ts'
import { deletedFirst, deletedInBatches, deletedLast, kept } from './rows-of-realm.ts'

it('every table of the schema has a rule that deletes a realm’s rows, or a reason why they stay', () => {
  const all = Object.values<unknown>(schema).filter((one) => is(one, SQLiteTable))
  const named = [...deletedFirst, ...deletedInBatches, ...deletedLast].map(({ table }) => table)
  const names = (tables: Iterable<SQLiteTable>) => [...tables].map((table) => getTableName(table)).sort()
  expect(names([...named, ...kept.keys()])).toEqual(names(all))
  for (const because of kept.values()) expect(because).not.toBe('')
})
