/** What a flow learns of its account at a proof, and not before: the saved codes left, a working authenticator, and the address that proved it. */
import type { MethodName } from '@regain/core'
import { isKept } from '@regain/core'
import type { Tx } from '../db/database.ts'
import type { Named } from '../flows/facts.ts'
import { storeNamed } from '../flows/facts.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { serverMethods } from '../methods/index.ts'
import { hasAuthenticator, listKept } from '../methods/kept.ts'

/** All that is known now. */
export async function learnOfAccount(tx: Tx, { stored, site, now }: OpenFlow, method: MethodName, deps: RecoveryDeps): Promise<Named> {
  const { row, named, challenge } = stored
  if (!named) throw new Error('learnOfAccount called without a named account')
  const of = { realm: site.realm.id, account: row.account ?? '' }
  // A practice run spends none.
  const left = isKept(method) && !named.drill ? await serverMethods[method].left?.(tx, of) : undefined
  const authenticator = hasAuthenticator(await listKept(tx, of, deps.keys), now)
  const address = row.reason === 'compromised' && !isKept(method) ? challenge?.destination : undefined
  if (left === undefined && !authenticator && address === undefined) return named
  const learned = {
    ...named,
    ...(left !== undefined && { savedCodesLeft: left }),
    ...(authenticator && { authenticator }),
    ...(address !== undefined && { provenBy: [...(named.provenBy ?? []), address] }),
  }
  await storeNamed(tx, row.id, learned, deps.seal)
  return learned
}
