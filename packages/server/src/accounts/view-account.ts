/** Shows an account to the site's back end: masked, or in full and then logged. */
import { instant, maskDestination } from '@regain/core'
import { record } from '../audit/record.ts'
import type { Database } from '../db/database.ts'
import { readAccount } from '../directory/read-account.ts'
import { ProblemError } from '../problems/problem.ts'
import type { AccountView } from './account-body.ts'
import type { BySite } from './by-site.ts'
import { fact } from './by-site.ts'

export async function viewAccount(db: Database, by: BySite, unmask: boolean): Promise<AccountView> {
  const account = await readAccount(db.read, by.realm, by.id)
  if (!account) throw new ProblemError('not-found')
  if (unmask) await db.write((tx) => record(tx, { ...fact(by), name: 'account.read' }))
  const { id, generation, identifiers, destinations, locale, assurance = 'aal1', privileged = false, lock } = account
  return {
    accountId: id,
    generation,
    status: lock?.cause === 'disabled' ? 'disabled' : 'active',
    identifiers: identifiers.map(({ kind, value }) => ({
      kind,
      value: unmask || kind === 'handle' ? value : maskDestination(kind, value),
    })),
    destinations: destinations.map(({ channel, value, verified, since, heldUntil = 0 }) => ({
      channel,
      value: unmask ? value : maskDestination(channel, value),
      verified,
      since: instant(since),
      ...(heldUntil > by.now && { heldUntil: instant(heldUntil) }),
    })),
    ...(locale && { locale }),
    assurance,
    privileged,
    ...(lock && { lock: { cause: lock.cause, since: instant(lock.since) } }),
  }
}
