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
  /** The realm's methods that this server can offer. */
  offered: readonly MethodName[]
  now: number
  /** The host that a new passkey would belong to, if one may replace the password in this attempt. */
  passkeyHost?: string | undefined
}

/** Only where Regain signs people in with passkeys; a site that keeps its own accounts does that itself. */
export const passkeyHostOf = ({ origins, realm }: Site, page: string): string | undefined =>
  realm.policy.signInByPasskey && !realm.webhook ? hostForPage(origins, page) : undefined

export function nameAccount({ site, username, name, account, offered, now, passkeyHost }: NameAccount, keys: Keys, chance: Chance): Named {
  const { realm } = site
  const [sent, unsent] = [sentOf(offered), offered.filter((method) => !isSent(method))]
  const channels = sent.map((method) => methods[method].channel)
  // Security: the decoy is computed for every name, so that its time does not reveal unknown ones.
  const imagined = decoyDestinations(name, realm.decoyShape, channels, keyedDraw(keys, realm, name))
  const own = (account?.destinations ?? []).filter(({ verified }) => verified)
  const read = (own.length > 0 ? own : imagined.map(standIn)).map(({ channel, value, heldUntil = 0 }) => ({
    channel,
    value,
    ...(heldUntil > now && { held: true as const }),
  }))
  const usable = read
    .map(({ channel, value }, destination) => ({ channel, masked: maskDestination(channel, value), destination }))
    .filter(({ channel, destination }) => channels.includes(channel) && mayGo(read[destination], realm))
  const [destinations, real] = own.length > 0 ? [read, usable] : [[], []]
  const decoy = account === undefined || (real.length === 0 && unsent.length === 0)
  // A person without a usable address sees made-up ones, as for an unknown name. They can still prove the account with a kept method or a signed-in device.
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
      // Security: everybody is offered the same methods, so the list doesn't show what the account has set up, or where it is signed in.
      ...unsent.map((method) => ({ ref: randomId(chance), method, masked: '', complete: null, destination: -1 })),
    ],
    context: [site.name, name.value, ...(account?.identifiers ?? []).map(({ value }) => value)],
    ...(account?.locale && { locale: account.locale }),
    ...(account?.lock && { lock: account.lock }),
    ...gateFactsOf(account),
    // Security: computed for unknown names as well, and shown only after a proof.
    ...(passkeyHost && {
      newPasskey: { challenge: questionOf(chance), host: passkeyHost, handle: handleFor(realm, decoy ? '' : account.id, keys) },
    }),
  }
}

/** Ignores the addresses that the account began with: they are not changes. */
export function changedAt({ destinations }: Pick<FoundAccount, 'destinations'>): number {
  const newest = Math.max(0, ...destinations.filter(({ verified }) => verified).map(({ since }) => since))
  return destinations.some(({ since }) => since < newest) ? newest : 0
}

const handleFor = (realm: Realm, accountId: string, keys: Keys): string =>
  handleOf({ realm: realm.id, account: accountDigest(keys, realm.id, accountId) }, keys)

/** Security: masked, checked and dropped where there is no own address. Parsing a phone number alone takes 20 to 50 µs, which would tell an account from an unknown name. */
const standIn = ({ channel }: Pick<Shown, 'channel'>): Pick<FoundAccount['destinations'][number], 'channel' | 'value' | 'heldUntil'> => ({
  channel,
  value: channel === 'phone' ? '+4915123456789' : 'somebody@example.com',
})

// An address that can't receive a code looks as if the account didn't have it.
const mayGo = (to: Named['destinations'][number] | undefined, { policy }: Realm): boolean =>
  !to?.held && (to?.channel !== 'phone' || mayText(to.value, policy))

const shownOffers = (shown: readonly Shown[], offered: readonly SentMethodName[], chance: Chance): Named['offers'] =>
  shown.flatMap(({ channel, masked, destination }) =>
    offered
      .filter((method) => methods[method].channel === channel)
      .map((method) => ({ ref: randomId(chance), method, masked, complete: methods[method].complete, destination })),
  )

// One offer for each method that works here, whatever the account has, so the list reveals nothing.
const hiddenOffers = (offered: readonly SentMethodName[], chance: Chance): Named['offers'] =>
  offered.map((method) => ({ ref: randomId(chance), method, masked: '', complete: 'address', destination: -1 }))

/** Keyed on realm and canonical name: stable over processes and restarts. */
const keyedDraw =
  (keys: Keys, realm: Realm, name: Identifier) =>
  (label: string, limit: number): number => {
    const bytes = createHmac('sha256', keys.key('decoy', realm.id))
      .update(JSON.stringify([name.kind, name.value, label]))
      .digest()
    // 64 bits against limits of a few thousand: the bias is below 2^-48.
    return Number(bytes.readBigUInt64BE() % BigInt(limit))
  }
