/** Creates the dependencies of all rooms once. */
import type { Channel as ChannelName } from '@regain/core'
import { createChain } from '../audit/chain.ts'
import { createNotary } from '../audit/checkpoint.ts'
import type { Exports } from '../audit/exports.ts'
import { createExports } from '../audit/exports.ts'
import type { Verifications } from '../audit/verifications.ts'
import { createVerifications } from '../audit/verifications.ts'
import { createCaptchas } from '../captcha/create-captchas.ts'
import type { Keys } from '../crypto/keys.ts'
import { deriveKeys } from '../crypto/keys.ts'
import type { PasswordHasher } from '../crypto/password-hash.ts'
import { createPasswordHasher } from '../crypto/password-hash.ts'
import type { Seal } from '../crypto/seal.ts'
import { createSeal } from '../crypto/seal.ts'
import { findWeakness } from '../crypto/weak-passwords.ts'
import type { Database } from '../db/database.ts'
import { builtInDirectory } from '../directory/built-in.ts'
import { keepFacts } from '../directory/facts.ts'
import { webhookDirectory } from '../directory/webhook.ts'
import { createEventWebhook } from '../events/event-webhook.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import type { Outbound } from '../outbound/outbound.ts'
import { createOutbound } from '../outbound/outbound.ts'
import type { Channel, Channels } from '../outbox/channel.ts'
import { failureKeysOf } from '../sign-in/failure-keys.ts'
import type { RealmFault } from '../sites/read-sites.ts'
import { readSites } from '../sites/read-sites.ts'
import type { Sites } from '../sites/realm.ts'
import type { Chance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'

export interface World {
  secret: Uint8Array
  /** The server's public origin: the only source of links, and the only host that is answered for. */
  origin: string
  /** The database's epoch, from `readEpoch`. */
  epoch: string
  db: Database
  clock: Clock
  chance: Chance
  channels: Partial<Record<ChannelName, Channel>>
  /** Senders of messages as people see them, for the page that says whether a message is genuine. */
  senders?: Partial<Record<ChannelName, string>>
  /** The way to call sites; absent: only public addresses, over TLS. */
  outbound?: Outbound
  countryOf?: RecoveryDeps['countryOf']
  /** Called once for a realm or site that is shut because its settings can't be read, for the log. */
  onRealmFault?: (fault: RealmFault) => void
  /** Called for each failed call to a site's directory, for the log; it gets no name. */
  onDirectoryFault?(fault: { realm: string; call: string; because: string }): void
}

export interface Deps extends RecoveryDeps {
  seal: Seal
  keys: Keys
  sites: Sites
  hasher: PasswordHasher
  channels: Channels
  senders: Partial<Record<ChannelName, string>>
  outbound: Outbound
  verifications: Verifications
  exports: Exports
}

export function createDeps({
  secret,
  origin,
  epoch,
  db,
  clock,
  chance,
  channels,
  senders = {},
  outbound = createOutbound(),
  countryOf,
  onDirectoryFault,
  onRealmFault,
}: World): Deps {
  const keys = deriveKeys(secret, epoch)
  const seal = createSeal(keys, 'sealed-column', chance)
  const hasher = createPasswordHasher()
  const directoryOf: RecoveryDeps['directoryOf'] = (realm) =>
    realm.webhook
      ? webhookDirectory({
          realm,
          webhook: realm.webhook,
          outbound,
          clock,
          chance,
          hasher,
          keepFacts: (told) => keepFacts(keys, realm.id, told),
          ...(onDirectoryFault && { onFault: onDirectoryFault }),
        })
      : builtInDirectory({ realm: realm.id, db, clock, hasher, failuresOf: (account) => failureKeysOf(keys, realm, account) })
  return {
    origin,
    clock,
    chance,
    db,
    keys,
    seal,
    hasher,
    channels: { ...channels, webhook: createEventWebhook({ db, seal, outbound, clock }) },
    senders,
    outbound,
    sites: readSites(db, clock, keys, seal, onRealmFault),
    captchas: createCaptchas({ keys, chance, clock }),
    directoryOf,
    isSetUp: (transport) => channels[transport] !== undefined,
    findWeakness,
    ...(countryOf && { countryOf }),
    verifications: createVerifications({ db, chain: createChain(keys), publicKey: createNotary(keys).publicKey, clock }),
    exports: createExports({ db, clock, chance }),
  }
}
