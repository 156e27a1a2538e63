/** Checks whether a realm still exists: a removed one may have rows for a while, and code that adds rows must check first. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { realms } from '../db/schema.ts'

export const notRemoved = isNull(realms.removedAt)

export const realmExists = async (tx: Pick<Tx, '$count'>, realm: string): Promise<boolean> =>
  (await tx.$count(realms, and(eq(realms.id, realm), notRemoved))) > 0
