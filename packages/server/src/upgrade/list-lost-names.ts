/** Names that went to an older account when the form in which names are compared changed. An owner gives the other account another name. */
import { maskIdentifier } from '@regain/core'
import { asc, eq } from 'drizzle-orm'
import type { Reader } from '../db/database.ts'
import { lostNames, realms } from '../db/schema.ts'

export interface LostName {
  /** Ordered by name. */
  realm: string
  /** The directory's ids of the account that lost the name, and of the one that has it. */
  account: string
  kept: string
  kind: 'email' | 'phone' | 'handle'
  masked: string
  at: number
}

export async function listLostNames(read: Reader): Promise<LostName[]> {
  const rows = await read
    .select({ lost: lostNames, realm: realms.name })
    .from(lostNames)
    .innerJoin(realms, eq(realms.id, lostNames.realm))
    .orderBy(asc(realms.name), asc(lostNames.account))
  return rows.map(({ lost: { account, keptBy, at, ...name }, realm }) => ({
    realm,
    account,
    kept: keptBy,
    kind: name.kind,
    masked: maskIdentifier(name),
    at,
  }))
}
