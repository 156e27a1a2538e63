/** Unsubscribes from reminders by the link of one, which is sealed and not stored (RFC 8058: the link alone is enough). */
import { record } from '../audit/record.ts'
import type { Seal } from '../crypto/seal.ts'
import { reminders } from '../db/schema.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import type { Site, Sites } from '../sites/realm.ts'

export interface Reminded {
  /** The purpose of its key. */
  site: string
  /** As in `flows.account`. */
  account: string
}

const CONTEXT = 'link that stops reminders'

export const stopLink = (reminded: Reminded, { origin, seal }: { origin: string; seal: Seal }): string =>
  `${origin}/reminders/stop/${seal.sealJson(reminded, CONTEXT)}`

type StopNeeds = Pick<RecoveryDeps, 'db' | 'clock' | 'seal'> & { sites: Sites }

/** Reads only the link. Undefined: never issued, or its site is gone. */
export async function readStopLink(token: string, { seal, sites }: StopNeeds): Promise<(Reminded & { from: Site }) | undefined> {
  const reminded = seal.openJson<Reminded>(token, CONTEXT)
  const from = reminded && (await sites.byKey(reminded.site))
  return from && { ...reminded, from }
}

/** Unsubscribing twice changes nothing. */
export async function stopReminders(token: string, requestId: string, needs: StopNeeds): Promise<Site | undefined> {
  const found = await readStopLink(token, needs)
  if (!found) return undefined
  const { account, from } = found
  const realm = from.realm.id
  const now = needs.clock.now()
  await needs.db.write(async (tx) => {
    await tx
      .insert(reminders)
      .values({ realm, account, remindedAt: 0, stoppedAt: now })
      .onConflictDoUpdate({ target: [reminders.realm, reminders.account], set: { stoppedAt: now } })
    await record(tx, { at: now, name: 'reminders.stopped', actor: 'person', realm, site: from.key, account, requestId })
  })
  return from
}
