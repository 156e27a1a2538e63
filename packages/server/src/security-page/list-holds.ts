/** The holds of an account, and which of its older methods could end each one early. */
import type { HoldView, MethodName, ProofClass } from '@regain/core'
import { gateOf, isCode, isKept, methods } from '@regain/core'
import { and, eq, gt } from 'drizzle-orm'
import type { Tx } from '../db/database.ts'
import { destinations, keptMethods, passkeys } from '../db/schema.ts'
import { gateFactsOf } from '../directory/gate-facts.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { methodsThatWork } from '../flows/recovery-deps.ts'
import { mayText } from '../formats/phone-and-domain.ts'
import { isOf } from '../methods/contract/rows.ts'
import { serverMethods } from '../methods/index.ts'
import type { Kept } from '../methods/kept.ts'
import { hasAuthenticator, listKept } from '../methods/kept.ts'
import type { Enrolled } from './enrol.ts'

interface Thing {
  proofClass: ProofClass
  since: number
}

export interface Held extends Thing, HoldView {
  what: 'address' | MethodName
  /** One guarded statement. False: the hold has ended meanwhile. */
  end(tx: Tx): Promise<boolean>
}

type Way = HoldView['by'][number] & Thing

export async function listHolds(tx: Pick<Tx, 'select'>, enrolled: Enrolled, deps: Pick<RecoveryDeps, 'keys' | 'isSetUp'>): Promise<Held[]> {
  const { site, account, digest, now } = enrolled
  const of = { realm: site.realm.id, account: digest }
  const kept = await listKept(tx, of, deps.keys)
  const gate = gateOf({ ...gateFactsOf(account), authenticator: hasAuthenticator(kept, now) }, site.realm.policy)
  const ways = gate.needed > 1 ? [] : waysOf(enrolled, kept, deps)
  const things = [...heldAddresses(enrolled), ...(await heldMethods(tx, enrolled, kept))]
  // Security: another class, and older. An intruder who only has the new method has neither.
  const isGood = (held: Thing) => (way: Way) => way.proofClass !== held.proofClass && way.since < held.since
  return things.map((held) => ({
    ...held,
    by: ways.filter(isGood(held)).map(({ method, place }) => ({ method, ...(place !== undefined && { place }) })),
  }))
}

/** These can be typed; others are signed, or asked of people. */
const isTyped = (method: MethodName): boolean => method === 'saved-code' || method === 'totp'

type Unjudged = Omit<Held, 'by'>

const heldAddresses = ({ site, account, now }: Enrolled): Unjudged[] =>
  account.destinations.flatMap(({ channel, value, verified, since, heldUntil = 0 }, place) => {
    const isAddress = and(
      eq(destinations.realm, site.realm.id),
      eq(destinations.account, account.id),
      eq(destinations.channel, channel),
      eq(destinations.value, value),
      gt(destinations.heldUntil, now),
    )
    const end = async (tx: Tx) => (await tx.update(destinations).set({ heldUntil: 0 }).where(isAddress)).rowsAffected === 1
    return verified && heldUntil > now ? [{ hold: `address-${place}`, what: 'address', proofClass: 'sent', since, end }] : []
  })

async function heldMethods(tx: Pick<Tx, 'select'>, { site, digest, now }: Enrolled, kept: readonly Kept[]): Promise<Unjudged[]> {
  const of = { realm: site.realm.id, account: digest }
  const held: Unjudged[] = []
  for (const { method, since, heldUntil } of kept) {
    const { proofClass } = methods[method]
    const each = await serverMethods[method].several?.each(tx, of)
    // A contact has a day to think about it and is asked by mail, so this hold only ends with time.
    if (method === 'contacts') continue
    if (each) {
      for (const one of each.filter((passkey) => passkey.heldUntil > now)) {
        const isPasskey = and(
          eq(passkeys.realm, of.realm),
          eq(passkeys.account, digest),
          eq(passkeys.id, one.id),
          gt(passkeys.heldUntil, now),
        )
        const end = async (tx: Tx) => (await tx.update(passkeys).set({ heldUntil: 0 }).where(isPasskey)).rowsAffected === 1
        held.push({ hold: `${method}-${one.id}`, what: method, proofClass, since: one.since, end })
      }
    } else if (heldUntil > now) {
      const isHeld = and(isOf(of, method), gt(keptMethods.heldUntil, now))
      const end = async (tx: Tx) => (await tx.update(keptMethods).set({ heldUntil: 0 }).where(isHeld)).rowsAffected === 1
      held.push({ hold: method, what: method, proofClass, since, end })
    }
  }
  return held
}

/** The owner's methods that count now: codes to addresses, and methods that can be typed. */
function waysOf({ site, account, now }: Enrolled, kept: readonly Kept[], deps: Pick<RecoveryDeps, 'isSetUp'>): Way[] {
  const { policy } = site.realm
  return methodsThatWork(policy, deps).flatMap((method): Way[] => {
    const { proofClass } = methods[method]
    if (isKept(method))
      return kept
        .filter((one) => one.method === method && isTyped(method) && !one.stoppedForAll && one.left !== 0 && one.heldUntil <= now)
        .map(({ since }) => ({ method, proofClass, since }))
    // An approval link needs a second screen; here the person types.
    if (!isCode(method)) return []
    const { channel } = methods[method]
    return account.destinations.flatMap((one, place) => {
      const reaches =
        one.channel === channel && one.verified && (one.heldUntil ?? 0) <= now && (channel !== 'phone' || mayText(one.value, policy))
      return reaches ? [{ method, place, proofClass, since: one.since }] : []
    })
  })
}
