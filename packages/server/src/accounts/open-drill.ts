/** Opens a practice run for somebody who is on their security page: a key that begins it once, and as long as that page may be used. */
import type { DrillReply } from '@regain/core'
import { and, eq, gt } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { enrolments } from '../db/schema.ts'
import { mustHaveRoom } from '../limits/room.ts'
import type { RecoveryDeps } from '../recovery/recovery-deps.ts'
import { longSecret } from '../security/chance.ts'
import type { Keys } from '../security/keys.ts'
import type { Enrolled } from './enrol.ts'

type Needs = Pick<RecoveryDeps, 'keys' | 'clock' | 'chance'>

/** Stands among the ways into the security page, as no token of theirs could: it opens that page no more than theirs begin a run. */
const digestOf = (token: string, { keys }: { keys: Keys }): string => keys.digest('enrolment', 'drill', token)

export const isDrill = (token: string, now: number, needs: { keys: Keys }) =>
  and(eq(enrolments.digest, digestOf(token, needs)), gt(enrolments.expiresAt, now))

/** Counted before it is opened: each run sends codes to real addresses. */
export async function openDrill(tx: Tx, { site, account, digest, expiresAt }: Enrolled, needs: Needs): Promise<DrillReply> {
  const realm = site.realm.id
  await mustHaveRoom(tx, 'drillPerAccount', site.realm, [digest], needs)
  const token = longSecret(needs.chance)
  const { id, generation } = account
  await tx.insert(enrolments).values({ digest: digestOf(token, needs), site: site.key, realm, account: id, generation, expiresAt })
  return { site: `drill_${token}` }
}
