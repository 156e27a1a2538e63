/** Single values of a database, by name: settings and positions that have no table of their own. The only way to read and write the table `meta`, apart from the audit log's head. */
import { eq } from 'drizzle-orm'
import type { Reader, Tx } from './database.ts'
import { meta } from './schema.ts'

export interface StoredValue<Value> {
  /** Undefined: it was never written. */
  read(from: Pick<Reader, 'select'>): Promise<Value | undefined>
  write(tx: Tx, value: Value): Promise<void>
  /** False: there was none. */
  remove(tx: Tx): Promise<boolean>
}

/** A value that is stored as it is. */
export const storedText = (name: string): StoredValue<string> => ({
  async read(from) {
    const [row] = await from.select({ value: meta.value }).from(meta).where(eq(meta.name, name))
    return row?.value
  },
  async write(tx, value) {
    await tx.insert(meta).values({ name, value }).onConflictDoUpdate({ target: meta.name, set: { value } })
  },
  remove: async (tx) => (await tx.delete(meta).where(eq(meta.name, name))).rowsAffected > 0,
})

/** A value that is stored as JSON. `parse` checks what is read, where another release may have written it. */
export function storedJson<Value>(name: string, parse: (json: unknown) => Value = (json) => json as Value): StoredValue<Value> {
  const text = storedText(name)
  return {
    async read(from) {
      const value = await text.read(from)
      return value === undefined ? undefined : parse(JSON.parse(value))
    },
    write: (tx, value) => text.write(tx, JSON.stringify(value)),
    remove: text.remove,
  }
}
