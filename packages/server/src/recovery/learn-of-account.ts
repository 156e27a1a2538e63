/** What a flow learns of its account with a right proof, and not before: how many saved codes are left, and whether an authenticator is good. */
import type { MethodName } from '@regain/core'
import { isKept } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { serverMethods } from '../methods/index.ts'
import { hasAuthenticator, listKept } from '../methods/kept.ts'
import { storeNamed } from './diagnose.ts'
import type { OpenFlow } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

export async function learnOfAccount(tx: Tx, { stored, site, now }: OpenFlow, method: MethodName, deps: RecoveryDeps): Promise<void> {
  const { row, named } = stored
  if (!named) throw new Error('a proof of nobody')
  const of = { realm: site.realm.id, account: row.account ?? '' }
  // A practice run spends none.
  const left = isKept(method) && !named.drill ? await serverMethods[method].left?.(tx, of) : undefined
  const authenticator = hasAuthenticator(await listKept(tx, of, deps.keys), now)
  if (left === undefined && !authenticator) return
  const learned = { ...(left !== undefined && { savedCodesLeft: left }), ...(authenticator && { authenticator }) }
  await storeNamed(tx, row.id, { ...named, ...learned }, deps.seal)
}
