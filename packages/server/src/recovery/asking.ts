/** Limits how often contacts, devices and mail readers are asked about one account. The limits are silent and cost the same for an unknown name. */
import type { Tx } from '../db/database.ts'
import type { Browser, FlowRow } from '../flows/facts.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { blockForDay, isBlocked } from '../limits/block.ts'
import { bucketKey, hasRoom } from '../limits/room.ts'
import type { Realm } from '../sites/realm.ts'

export interface Asking {
  /** `mail-nobody`: the address was completed wrongly. It counts apart, so that a stranger can't use up the owner's share. */
  whom: 'contacts' | 'device' | 'mail' | 'mail-nobody'
  realm: Pick<Realm, 'id' | 'policy'>
  /** The attempt that asks. */
  row: Pick<FlowRow, 'account' | 'proven'>
  browser: Browser
  now: number
}

/** Security: the share that strangers can use up is separate from the share after a proof. Before a proof there is one share for every name, and one for each familiar browser. */
type Asker = string
const ANYBODY = 'anybody'
function askerOf({ row, browser: { familiar, own } }: Asking): Asker {
  if (row.proven.length > 0) return 'proven'
  return familiar ? own.join(' ') : ANYBODY
}

type Keys = RecoveryDeps['keys']
const partsOf = ({ whom, row }: Asking, asker: Asker) => [whom, row.account ?? '', asker] as const
const refusedKey = (asking: Asking, asker: Asker, keys: Keys): string =>
  bucketKey(keys, 'refused', asking.realm.id, ...partsOf(asking, asker))

/** Counts even after a refusal. */
export async function mayAsk(tx: Tx, asking: Asking, deps: Pick<RecoveryDeps, 'keys' | 'clock'>): Promise<boolean> {
  const asker = askerOf(asking)
  const refused = await isBlocked(tx, refusedKey(asking, asker, deps.keys), asking.now)
  const limit = asking.whom === 'contacts' ? 'contactsPerAccountDaily' : 'approvalsPerAccountDaily'
  return (await hasRoom(tx, limit, asking.realm, partsOf(asking, asker), deps)) && !refused
}

/** After "that was not me" or "this is strange", nobody is asked for a day: an attacker must not try until somebody says yes. This also stops strangers who come after a proven person. */
export async function stopQuestions(tx: Tx, asking: Asking, keys: Keys): Promise<void> {
  for (const asker of new Set<Asker>([ANYBODY, askerOf(asking)])) await blockForDay(tx, refusedKey(asking, asker, keys), asking.now)
}
