/** What operators do with an account's addresses, and with recoveries through them. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { accounts, destinations, limits } from '../db/schema.ts'
import { accountDigest } from '../directory/account-digest.ts'
import type { AccountDestination } from '../directory/directory.ts'
import { endFlowsOf } from '../flows/end-flow.ts'
import { roomKey } from '../limits/room.ts'
import { countedAs } from '../names/given-name.ts'
import { ProblemError } from '../problems/problem.ts'
import type { ActNeeds, OnAccount } from './act.ts'
import { act } from './act.ts'

/**
 * The limits that strangers can use up: how often the name may be entered, and how many codes its addresses get. Never the guesses, because that limit keeps a stranger
 * from trying codes (NIST SP 800-63B-4 3.2.2).
 */
export const liftLimits = (on: OnAccount, needs: ActNeeds) =>
  act(
    on,
    {
      verb: 'lift-limits',
      change: 'limits-lifted',
      event: 'account.limits-lifted',
      async work(tx, { identifiers, destinations: addresses }, _now, realm) {
        const filled = [
          ...identifiers
            .map((name) => countedAs(name, realm))
            .map(({ kind, value }) => roomKey(needs.keys, 'identifyPerName', on.realm, [kind, value])),
          ...addresses.flatMap(({ value }) =>
            (['sendPerDestination', 'sendPerDestinationDaily'] as const).map((limit) => roomKey(needs.keys, limit, on.realm, [value])),
          ),
        ]
        return (await tx.delete(limits).where(inArray(limits.key, filled))).rowsAffected > 0
      },
    },
    needs,
  )

/** Sends a link to the recovery page to every existing address. The person proves themselves there; the operator sees none of it. */
export const offerRecovery = (on: OnAccount, needs: ActNeeds) =>
  act(
    on,
    {
      verb: 'offer-recovery',
      change: 'recovery-offered',
      event: 'account.recovery-offered',
      page: ({ key }) => `${needs.origin}/recover/${key}`,
      async work(_tx, { destinations: addresses }) {
        if (addresses.some(({ verified }) => verified)) return true
        throw new ProblemError('value-refused', { detail: 'The account has no verified address to send it to.' })
      },
    },
    needs,
  )

export interface WhichDestination {
  /** Index in the order shown. */
  place: number
  /** The generation that the operator saw: if the account has changed since, another address could have that index. */
  generation: number
}

/** Every address is notified, the removed one included. Existing codes and attempts end. */
export const removeDestination = (on: OnAccount, { place, generation }: WhichDestination, needs: ActNeeds) =>
  act(
    on,
    {
      verb: 'remove-destination',
      change: 'destination-removed',
      event: 'account.destination-removed',
      // Security: the address was removed for a reason. The remaining ones may undo the removal, but not the removed one.
      undo({ destinations: all }) {
        const butNot = all[place]
        return { change: 'destination-removed', ...(butNot && { butNot }) }
      },
      async work(tx, account, now) {
        const gone = account.destinations[place]
        if (!gone) throw new ProblemError('not-found')
        const proves = ({ verified, heldUntil = 0 }: AccountDestination) => verified && heldUntil <= now
        // A held address may replace another held one, but not the last one that proves something.
        const isEnough = proves(gone) ? proves : ({ verified }: AccountDestination) => verified
        if (!account.destinations.some((one, at) => at !== place && isEnough(one)))
          throw new ProblemError('value-refused', { detail: 'This is the last address that can receive a code.' })
        const raised = await tx
          .update(accounts)
          .set({ generation: sql`${accounts.generation} + 1`, updatedAt: now })
          .where(and(eq(accounts.realm, on.realm), eq(accounts.id, on.account), eq(accounts.generation, generation)))
        if (raised.rowsAffected === 0) throw new ProblemError('changed-meanwhile')
        const { channel, value } = gone
        const isOfAccount = and(eq(destinations.realm, on.realm), eq(destinations.account, on.account))
        await tx.delete(destinations).where(and(isOfAccount, eq(destinations.channel, channel), eq(destinations.value, value)))
        await endFlowsOf(tx, accountDigest(needs.keys, on.realm, on.account), now)
        return true
      },
    },
    needs,
  )
