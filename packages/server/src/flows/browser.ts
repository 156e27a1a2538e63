/** Whether an attempt comes from a familiar browser, whose share of the daily limits strangers cannot use up. */

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

/** Spends from this browser's share when the general daily limit is used up. `of`: what is counted. Security: one statement, for every caller. */
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
