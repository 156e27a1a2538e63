/** Whether an attempt comes from a browser in which the owner was signed in before: what is kept apart for that one, strangers can't use up. */

import type { Tx } from '../db/database.ts'
import { hasRoom } from '../limits/room.ts'
import { isFamiliar } from '../sign-in/familiar-device.ts'
import type { OpenFlow } from './open-flow.ts'
import type { RecoveryDeps } from './recovery-deps.ts'

export interface Browser {
  familiar: boolean
  /** Names a bucket of its own. Security: a stranger's is of this attempt alone, so that as much is written, and nobody else's is spent. */
  own: readonly [string, string]
}

export async function browserOf(tx: Tx, { stored: { row, named }, site }: Pick<OpenFlow, 'stored' | 'site'>): Promise<Browser> {
  const device = row.device ?? ''
  const familiar = await isFamiliar(tx, { realm: site.realm.id, account: named?.accountId ?? '' }, device)
  return { familiar, own: familiar ? ['device', device] : ['attempt', row.id] }
}

/** Spends from the share that is kept for this browser, when the day of everybody is used up. `of`: what is counted. Security: one statement, whoever asks. */
export async function hasOwnRoom(
  tx: Tx,
  limit: 'sendPerFamiliarDaily' | 'guessesPerFamiliarDaily',
  { row, site }: { row: OpenFlow['stored']['row']; site: OpenFlow['site'] },
  { familiar, own }: Browser,
  { of, room }: { of: readonly string[]; room: boolean },
  deps: RecoveryDeps,
): Promise<boolean> {
  const kept = await hasRoom(tx, limit, site.realm, [...of, ...(room ? ['attempt', row.id] : own)], deps)
  return room || (familiar && kept)
}
