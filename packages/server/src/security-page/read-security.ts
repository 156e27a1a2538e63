/** Shows people how well prepared they are: addresses, methods, recent activity, and whether they could recover their account. */
import type { KeptMethodName, SecurityView } from '@regain/core'
import { countProofs, gateOf, instant, keptOf, maskDestination, readinessOf, waysOf } from '@regain/core'
import { and, eq, isNotNull } from 'drizzle-orm'
import { readActivity } from '../audit/read-activity.ts'
import type { Tx } from '../db/database.ts'
import { accounts } from '../db/schema.ts'
import { gateFactsOf } from '../directory/gate-facts.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { methodsThatWork } from '../flows/recovery-deps.ts'
import { mayText } from '../formats/phone-and-domain.ts'
import type { OneOfSeveral } from '../methods/contract/method.ts'
import { serverMethods } from '../methods/index.ts'
import { hasAuthenticator, listKept, provingMethods } from '../methods/kept.ts'
import type { Enrolled } from './enrol.ts'
import { listHolds } from './list-holds.ts'

export async function readSecurity(
  tx: Pick<Tx, 'select'>,
  enrolled: Enrolled,
  deps: Pick<RecoveryDeps, 'keys' | 'seal' | 'isSetUp'>,
): Promise<SecurityView> {
  const { site, account, digest, expiresAt, now } = enrolled
  const { policy, id: realm } = site.realm
  const usable = methodsThatWork(policy, deps)
  const of = { realm, account: digest }
  const kept = await listKept(tx, of, deps.keys)
  const good = provingMethods(kept, policy)
  const gate = gateOf({ ...gateFactsOf(account), authenticator: hasAuthenticator(kept, now) }, policy)
  const reached = account.destinations.filter(({ channel, value, verified }) => verified && (channel !== 'phone' || mayText(value, policy)))
  const has = { destinations: reached, kept: good }
  const { needed } = policy.contacts
  return {
    site: site.name,
    expiresAt: instant(expiresAt),
    destinations: account.destinations.map(({ channel, value, verified, since, heldUntil }) => ({
      channel,
      masked: maskDestination(channel, value),
      verified,
      since: instant(since),
      ...heldAt(verified ? heldUntil : 0, now),
    })),
    methods: await Promise.all(keptOf(usable).map((method) => shown(method))),
    gate: { ...gate, reached: countProofs(waysOf(has, usable), gate) >= gate.needed },
    readiness: readinessOf(has, usable, gate),
    holds: (await listHolds(tx, enrolled, deps)).map(({ hold, by }) => ({ hold, by })),
    activity: (await readActivity(tx, { realm, accountId: account.id, account: digest })).map(({ at, ...one }) => ({
      at: instant(at),
      ...one,
    })),
  }

  async function hasPassword(): Promise<boolean> {
    const isWithPassword = and(eq(accounts.realm, realm), eq(accounts.id, account.id), isNotNull(accounts.passwordHash))
    return (await tx.select({ id: accounts.id }).from(accounts).where(isWithPassword)).length > 0
  }

  async function shown(method: KeptMethodName): Promise<SecurityView['methods'][number]> {
    const one = kept.find((row) => row.method === method)
    const more = method === 'contacts' ? { needed } : {}
    if (!one) return { method, state: 'none', ...more }
    const { since, heldUntil, usedAt, stopped, left } = one
    const { several } = serverMethods[method]
    const each: Shown[] | undefined = await (several?.shown ?? several?.each)?.(tx, of, deps.seal)
    const signsIn = method === 'passkey' && policy.signInByPasskey
    const only = signsIn && each?.length === 1 && !(await hasPassword())
    return {
      method,
      state: stopped ? 'stopped' : 'ready',
      ...moments({ since, heldUntil, usedAt }, now),
      ...(left !== undefined && { left }),
      ...more,
      ...(only && { only }),
      ...(each && { each: each.map((one) => shownOne(one, now)) }),
    }
  }
}

type Shown = OneOfSeveral & { masked?: string }

const shownOne = ({ id, name, masked, invitedUntil, heldUntil, ...when }: Shown, now: number) => ({
  id,
  name,
  ...(masked !== undefined && { masked }),
  ...(invitedUntil !== undefined && { invitedUntil: instant(invitedUntil) }),
  // The hold of a contact begins when they accept.
  ...moments({ ...when, heldUntil: invitedUntil === undefined ? heldUntil : 0 }, now),
})

const heldAt = (until: number | undefined, now: number) => (until !== undefined && until > now ? { heldUntil: instant(until) } : {})

const moments = ({ since, heldUntil, usedAt }: { since: number; heldUntil: number; usedAt: number | null }, now: number) => ({
  since: instant(since),
  ...heldAt(heldUntil, now),
  ...(usedAt !== null && { usedAt: instant(usedAt) }),
})
