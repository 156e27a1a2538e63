/** What operators do to an account: each with a reason, on record, and with a notice to the person. None shows or sets a secret. */
import type { AuditEventName, LockCause } from '@regain/core'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Act } from '../audit/record-act.ts'
import { recordAct } from '../audit/record-act.ts'
import type { Tx } from '../db/database.ts'
import { accounts, devices, signInFailures } from '../db/schema.ts'
import { readAccount } from '../directory/built-in.ts'
import type { FoundAccount } from '../directory/directory.ts'
import type { AccountChange } from '../outbox/message.ts'
import { putMessage } from '../outbox/put-message.ts'
import type { Site } from '../realms/realm.ts'
import { endFlowsOf } from '../recovery/end-flow.ts'
import { ProblemError } from '../security/problem.ts'
import type { Seal } from '../security/seal.ts'
import { accountDigest } from './account-digest.ts'
import type { AccountNeeds } from './find-account.ts'
import { mustFind, realmById } from './find-account.ts'
import { putLock, removeLocks } from './lock-account.ts'
import { failuresOf } from './sign-in.ts'

export interface OnAccount {
  realm: string
  account: string
  reason: string
  operator: string
  requestId: string
}

type Needs = AccountNeeds & { seal: Seal }

interface Change {
  change: AccountChange
  event: AuditEventName
  details?: Act['details']
  /** Where the site keeps its own users, nothing of the account itself is ours to change. */
  here: boolean
  /** False: it is so already, and nothing is written, told or recorded. */
  work(tx: Tx, account: FoundAccount, now: number): Promise<boolean>
}

const NOTICE_LIFETIME_MS = 86_400_000

async function act(on: OnAccount, { change, event, details, here, work }: Change, needs: Needs): Promise<{ changed: boolean }> {
  const { db, clock, chance, keys, sites, seal, directoryOf } = needs
  const realm = await realmById(sites, on.realm)
  if (here && realm.webhook) throw new ProblemError('value-refused', { detail: 'The accounts of this realm are kept by the site itself.' })
  const account = await mustFind(directoryOf(realm), on.account)
  const site = (await sites.all()).find((one) => one.realm.id === realm.id)
  const at = clock.now()
  return await db.write(async (tx) => {
    if (here && !(await readAccount(tx, realm.id, on.account))) throw new ProblemError('not-found')
    if (!(await work(tx, account, at))) return { changed: false }
    const { reason, operator, requestId } = on
    const digest = accountDigest(keys, realm.id, on.account)
    await recordAct(
      tx,
      { name: event, at, operator, requestId, realm: realm.id, account: digest, reason, ...(details && { details }) },
      chance,
    )
    if (site) await tellPerson(tx, account, change, site, at, { chance, seal })
    return { changed: true }
  })
}

/** To every address, whichever the operator spoke to. */
async function tellPerson(
  tx: Tx,
  { destinations, locale = 'en' }: FoundAccount,
  change: AccountChange,
  site: Site,
  at: number,
  { chance, seal }: Pick<Needs, 'chance' | 'seal'>,
): Promise<void> {
  const sender = { siteName: site.name, siteOrigin: site.origins[0] ?? '', support: site.support }
  for (const { channel, value } of destinations.filter(({ verified }) => verified)) {
    const message = { kind: 'account-changed' as const, channel, to: value, locale, at, sender, change }
    await putMessage(tx, { message, expiresAt: at + NOTICE_LIFETIME_MS }, at, chance, seal)
  }
}

/** What is lifted is this cause and no other; of too many sign-ins also the counts that strangers filled. Password, addresses and methods stay as they are. */
export const unlock = (on: OnAccount, cause: LockCause, needs: Needs) =>
  act(
    on,
    {
      change: 'unlocked',
      event: 'account.unlocked',
      details: { cause },
      here: true,
      async work(tx, { identifiers }) {
        if (cause === 'disabled')
          throw new ProblemError('value-refused', { errors: [{ path: 'cause', message: 'is lifted by enabling the account' }] })
        const lifted = await removeLocks(tx, on.realm, on.account, cause)
        if (cause !== 'too-many-sign-ins') return lifted
        const names = identifiers.flatMap((name) => Object.values(failuresOf(needs.keys, on.realm, name)))
        const forgotten = await tx
          .delete(signInFailures)
          .where(and(eq(signInFailures.realm, on.realm), inArray(signInFailures.name, names)))
        return lifted || forgotten.rowsAffected > 0
      },
    },
    needs,
  )

/** A lock ends what is being recovered. */
export const lock = (on: OnAccount, needs: Needs) => putOperatorLock(on, 'operator', 'locked', 'account.locked', needs)
export const disable = (on: OnAccount, needs: Needs) => putOperatorLock(on, 'disabled', 'disabled', 'account.disabled', needs)

const putOperatorLock = (on: OnAccount, cause: LockCause, change: AccountChange, event: AuditEventName, needs: Needs) =>
  act(
    on,
    {
      change,
      event,
      details: { cause },
      here: true,
      async work(tx, _account, now) {
        if (!(await putLock(tx, on.realm, on.account, { cause, since: now, note: null }))) return false
        await endFlowsOf(tx, accountDigest(needs.keys, on.realm, on.account), '', now)
        return true
      },
    },
    needs,
  )

export const enable = (on: OnAccount, needs: Needs) =>
  act(
    on,
    { change: 'enabled', event: 'account.enabled', here: true, work: (tx) => removeLocks(tx, on.realm, on.account, 'disabled') },
    needs,
  )

/** The site asks for the generation at its next look, and familiar devices are strangers again. */
export const endSessions = (on: OnAccount, needs: Needs) =>
  act(
    on,
    {
      change: 'signed-out',
      event: 'account.signed-out',
      here: true,
      async work(tx, _account, now) {
        await tx
          .update(accounts)
          .set({ generation: sql`${accounts.generation} + 1`, updatedAt: now })
          .where(and(eq(accounts.realm, on.realm), eq(accounts.id, on.account)))
        await tx.delete(devices).where(and(eq(devices.realm, on.realm), eq(devices.account, on.account)))
        await endFlowsOf(tx, accountDigest(needs.keys, on.realm, on.account), '', now)
        return true
      },
    },
    needs,
  )

/** Every open attempt ends, and with it its code. */
export const voidCodes = (on: OnAccount, needs: Needs) =>
  act(
    on,
    {
      change: 'codes-voided',
      event: 'account.codes-voided',
      here: false,
      work: async (tx, _account, now) => (await endFlowsOf(tx, accountDigest(needs.keys, on.realm, on.account), '', now)) > 0,
    },
    needs,
  )
