/** Opens a practice run from the security page: a key that starts it once, while that page may be used. */
import type { DrillReply } from '@regain/core'
import type { Tx } from '../db/database.ts'
import { enrolments } from '../db/schema.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { mustHaveRoom } from '../limits/room.ts'
import { drillDigest } from '../recovery/start-drill.ts'
import { longSecret } from '../world/chance.ts'
import type { Enrolled } from './enrol.ts'

type Needs = Pick<RecoveryDeps, 'keys' | 'clock' | 'chance'>

/** Limited, because each run sends codes to real addresses. */
export async function openDrill(tx: Tx, { site, account, digest, expiresAt }: Enrolled, needs: Needs): Promise<DrillReply> {
  const realm = site.realm.id
  await mustHaveRoom(tx, 'drillPerAccount', site.realm, [digest], needs)
  const token = longSecret(needs.chance)
  const { id, generation } = account
  await tx.insert(enrolments).values({ digest: drillDigest(token, needs), site: site.key, realm, account: id, generation, expiresAt })
  return { site: `drill_${token}` }
}
