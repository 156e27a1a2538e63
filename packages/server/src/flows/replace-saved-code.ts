/** Replaces a saved code that was used: the new one is shown in this reply, and stored only as a digest. */
import type { Tx } from '../db/database.ts'
import { addSavedCode } from '../methods/saved-code/saved-code.ts'
import type { Answered, OpenFlow } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

/** Undefined: this flow used no saved code, or the account no longer has any. */
export async function replaceSavedCode(tx: Tx, { stored: { row, named }, site }: OpenFlow, deps: RecoveryDeps): Promise<Answered['shown']> {
  if (named?.savedCodesLeft === undefined || row.account === null) return undefined
  const savedCode = await addSavedCode(tx, { realm: site.realm.id, account: row.account }, deps)
  return savedCode === undefined ? undefined : { savedCode }
}
