/** "Someone else is in my account": the new password removes addresses that were added at or after the first foreign change, even if that change can no longer be undone. */
import { maskDestination, sameAddress } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { destinations } from '../db/schema.ts'
import { readAccount } from '../directory/read-account.ts'
import type { OpenFlow } from '../flows/open-flow.ts'
import { note } from '../flows/open-flow.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { notifyOwner } from './notify-owner.ts'
import { isOlder, readKnown } from './review.ts'

/** Keeps the addresses that proved this attempt, and those older than any proof of it. One address always stays visible, but unverified. */
export async function dropAddresses(tx: Tx, open: OpenFlow, deps: RecoveryDeps): Promise<void> {
  const { stored, site } = open
  const { accountId = '', notMineSince } = stored.named ?? {}
  if (notMineSince === undefined || site.realm.webhook) return
  const { provers } = await readKnown(tx, open, deps)
  const all = (await readAccount(tx, site.realm.id, accountId))?.destinations ?? []
  const gone = all.filter(
    (one) => one.since >= notMineSince && isOlder(provers, one.since) && !provers.addresses.some((other) => sameAddress(other, one)),
  )
  if (gone.length === 0) return
  for (const [place, { channel, value }] of gone.entries()) {
    const isAddress = and(
      eq(destinations.realm, site.realm.id),
      eq(destinations.account, accountId),
      eq(destinations.channel, channel),
      eq(destinations.value, value),
    )
    if (place === 0 && gone.length === all.length) await tx.update(destinations).set({ verified: false }).where(isAddress)
    else await tx.delete(destinations).where(isAddress)
  }
  const masked = gone.map(({ channel, value }) => maskDestination(channel, value)).join(' ')
  await note(tx, open, 'account.destination-removed', { details: { addresses: masked, by: 'owner' } })
  await notifyOwner(tx, open, { kind: 'account-changed', change: 'addresses-changed' }, deps)
}
