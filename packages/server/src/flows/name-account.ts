/** Determines what a flow shows of an account, or of an unknown name: the same shape, from the same work. */
import { createHmac } from 'node:crypto'
import type { Identifier, MethodName, SentMethodName } from '@regain/core'
import { decoyDestinations, isSent, maskDestination, methods, sentOf } from '@regain/core'
import type { Keys } from '../crypto/keys.ts'
import { hostForPage, questionOf } from '../crypto/webauthn.ts'
import { accountDigest } from '../directory/account-digest.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { gateFactsOf } from '../directory/gate-facts.ts'
import { mayText } from '../formats/phone-and-domain.ts'
import { handleOf } from '../methods/passkey/passkey.ts'
import type { Realm, Site } from '../sites/realm.ts'
import type { Chance } from '../world/chance.ts'
import { randomId } from '../world/chance.ts'
import type { Named } from './facts.ts'

interface Shown {
  channel: 'email' | 'phone'
  masked: string
  destination: number
}

export interface NameAccount {
  site: Site
  username: string
  name: Identifier
  account: FoundAccount | undefined
  /** Those of the realm's methods that work here. */
  offered: readonly MethodName[]
  now: number
  /** The host of the page, where its attempt may end with a passkey in place of a password; absent: it may not. */
  passkeyHost?: string | undefined
}

/** Where the realm's site signs people in by them; a site that keeps its accounts does that by itself. */
export const passkeyHostOf = ({ origins, realm }: Site, page: string): string | undefined =>
  realm.policy.signInByPasskey && !realm.webhook ? hostForPage(origins, page) : undefined

export function nameAccount({ site, username, name, account, offered, now, passkeyHost }: NameAccount, keys: Keys, chance: Chance): Named {
  const { realm } = site
  const [sent, unsent] = [sentOf(offered), offered.filter((method) => !isSent(method))]
  const channels = sent.map((method) => methods[method].channel)
  // Security: the decoy is drawn for everybody, so that drawing it takes no time that only strangers' names take.
  const imagined = decoyDestinations(name, realm.decoyShape, channels, keyedDraw(keys, realm, name))
  const destinations = (account?.destinations ?? [])
    .filter(({ verified }) => verified)
    .map(({ channel, value, heldUntil = 0 }) => ({ channel, value, ...(heldUntil > now && { held: true as const }) }))
  const real = destinations
    .map(({ channel, value }, destination) => ({ channel, masked: maskDestination(channel, value), destination }))
    .filter(({ channel, destination }) => channels.includes(channel) && mayGo(destinations[destination], realm))
  const decoy = account === undefined || (real.length === 0 && unsent.length === 0)
  // Who has no address that can be used sees addresses as strangers do, and can still prove it by what they keep, or where they are signed in.
  const shown: Shown[] = decoy || real.length === 0 ? imagined.map((one) => ({ ...one, destination: -1 })) : real
  return {
    username,
    name,
    decoy,
    accountId: decoy ? '' : account.id,
    generation: decoy ? 0 : account.generation,
    holder: account?.id ?? '',
    destinations: decoy ? [] : destinations,
    changedAt: decoy ? 0 : changedAt(account),
    offers: [
      ...(realm.policy.hints === 'hidden' ? hiddenOffers(sent, chance) : shownOffers(shown, sent, chance)),
      // Security: what somebody has set up does not show, nor where they are signed in: everybody is offered the same.
      ...unsent.map((method) => ({ ref: randomId(chance), method, masked: '', complete: null, destination: -1 })),
    ],
    context: [site.name, name.value, ...(account?.identifiers ?? []).map(({ value }) => value)],
    ...(account?.locale && { locale: account.locale }),
    ...(account?.lock && { lock: account.lock }),
    ...gateFactsOf(account),
    // Security: asked for everybody, nobody included, and shown after proof alone.
    ...(passkeyHost && {
      newPasskey: { challenge: questionOf(chance), host: passkeyHost, handle: handleFor(realm, decoy ? '' : account.id, keys) },
    }),
  }
}

/** Those that an account came with are none of its changes. */
export function changedAt({ destinations }: Pick<FoundAccount, 'destinations'>): number {
  const newest = Math.max(0, ...destinations.filter(({ verified }) => verified).map(({ since }) => since))
  return destinations.some(({ since }) => since < newest) ? newest : 0
}

const handleFor = (realm: Realm, accountId: string, keys: Keys): string =>
  handleOf({ realm: realm.id, account: accountDigest(keys, realm.id, accountId) }, keys)

// What is not offered looks like what the account never had.
const mayGo = (to: Named['destinations'][number] | undefined, { policy }: Realm): boolean =>
  !to?.held && (to?.channel !== 'phone' || mayText(to.value, policy))

const shownOffers = (shown: readonly Shown[], offered: readonly SentMethodName[], chance: Chance): Named['offers'] =>
  shown.flatMap(({ channel, masked, destination }) =>
    offered
      .filter((method) => methods[method].channel === channel)
      .map((method) => ({ ref: randomId(chance), method, masked, complete: methods[method].complete, destination })),
  )

// One for each method that works here, whatever the account has: the list tells nothing.
const hiddenOffers = (offered: readonly SentMethodName[], chance: Chance): Named['offers'] =>
  offered.map((method) => ({ ref: randomId(chance), method, masked: '', complete: 'address', destination: -1 }))

/** Keyed on realm and canonical name: stable over processes and restarts. */
const keyedDraw =
  (keys: Keys, realm: Realm, name: Identifier) =>
  (label: string, limit: number): number => {
    const bytes = createHmac('sha256', keys.key('decoy', realm.id))
      .update(JSON.stringify([name.kind, name.value, label]))
      .digest()
    // 64 bits against limits of some thousands: the bias lies below 2^-48.
    return Number(bytes.readBigUInt64BE() % BigInt(limit))
  }
