/** Records every statement that reaches the database, by the reader and by the writer: its text, without the values. */
import type { Client, InStatement } from '@libsql/client'
import type { Database } from '../src/db/database.ts'

export async function watchStatements(db: Database) {
  const seen: string[] = []
  const watch = (handle: object): void => {
    const { $client: client } = handle as { $client: Pick<Client, 'execute'> }
    const execute = client.execute.bind(client)
    client.execute = (statement: InStatement) => {
      seen.push(typeof statement === 'string' ? statement : statement.sql)
      return execute(statement)
    }
  }
  watch(db.read)
  await db.write(async (tx) => watch(tx))
  return {
    /** Statements since the last call. */
    take: (): string[] => seen.splice(0),
  }
}
