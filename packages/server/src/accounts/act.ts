/** How an operator acts on an account: with a reason, on record, and with a notice to the person; or not at all. */
import type { AuditEventName } from '@regain/core'
import type { Act } from '../audit/record-act.ts'
import { recordAct } from '../audit/record-act.ts'
import type { Tx } from '../db/database.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { readAccount } from '../directory/read-account.ts'
import type { AccountChange } from '../outbox/message.ts'
import { putMessage } from '../outbox/put-message.ts'
import type { Realm, Site } from '../realms/realm.ts'
import { ProblemError } from '../security/problem.ts'
import type { Seal } from '../security/seal.ts'
import { accountDigest } from './account-digest.ts'
import type { AccountNeeds } from './find-account.ts'
import { mustFind, realmById } from './find-account.ts'

export interface OnAccount {
  realm: string
  account: string
  reason: string
  operator: string
  requestId: string
}

export type ActNeeds = AccountNeeds & { seal: Seal; origin: string }

export interface Change {
  change: AccountChange
  event: AuditEventName
  details?: Act['details']
  /** Where the site keeps its own users, nothing of the account itself is ours to change. */
  here: boolean
  /** False: it is so already, and nothing is written, told or recorded. */
  work(tx: Tx, account: FoundAccount, now: number, realm: Realm): Promise<boolean>
  /** Where the notice leads. */
  page?(site: Site): string
}

const NOTICE_LIFETIME_MS = 86_400_000

export async function act(
  on: OnAccount,
  { change, event, details, here, work, page }: Change,
  needs: ActNeeds,
): Promise<{ changed: boolean }> {
  const { db, clock, chance, keys, sites, seal, directoryOf } = needs
  const realm = await realmById(sites, on.realm)
  if (here && realm.webhook) throw new ProblemError('value-refused', { detail: 'The accounts of this realm are kept by the site itself.' })
  const account = await mustFind(directoryOf(realm), on.account)
  const site = (await sites.all()).find((one) => one.realm.id === realm.id)
  const at = clock.now()
  return await db.write(async (tx) => {
    if (here && !(await readAccount(tx, realm.id, on.account))) throw new ProblemError('not-found')
    if (!(await work(tx, account, at, realm))) return { changed: false }
    const { reason, operator, requestId } = on
    const digest = accountDigest(keys, realm.id, on.account)
    await recordAct(
      tx,
      { name: event, at, operator, requestId, realm: realm.id, account: digest, reason, ...(details && { details }) },
      chance,
    )
    if (site) await tellPerson(tx, account, { change, page: page?.(site) }, site, at, { chance, seal })
    return { changed: true }
  })
}

/** To every address, whichever the operator spoke to. */
async function tellPerson(
  tx: Tx,
  { destinations, locale = 'en' }: FoundAccount,
  { change, page }: { change: AccountChange; page: string | undefined },
  site: Site,
  at: number,
  { chance, seal }: Pick<ActNeeds, 'chance' | 'seal'>,
): Promise<void> {
  const sender = { siteName: site.name, siteOrigin: site.origins[0] ?? '', support: site.support }
  for (const { channel, value } of destinations.filter(({ verified }) => verified)) {
    const message = { kind: 'account-changed' as const, channel, to: value, locale, at, sender, change, ...(page && { page }) }
    await putMessage(tx, { message, expiresAt: at + NOTICE_LIFETIME_MS }, at, chance, seal)
  }
}
