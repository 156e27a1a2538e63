/** Adds a passkey to the account of a signed-in person: requested on a page of the site, and bound to that page's host. */
import type { Attestation, SetUpOf } from '@regain/core'
import type { Asked, NewPasskey } from '../crypto/webauthn.ts'
import { algorithms, hostForPage, questionOf, readAttestation } from '../crypto/webauthn.ts'
import type { Tx } from '../db/database.ts'
import type { RecoveryDeps } from '../flows/recovery-deps.ts'
import { serverMethods } from '../methods/index.ts'
import { handleOf, putPasskey } from '../methods/passkey/passkey.ts'
import { valueRefused } from '../problems/problem.ts'
import type { Enrolled } from './enrol.ts'
import { labelOf, mustBeOffered, newHold, ofAccount, settle } from './set-up-methods.ts'

const contextOf = (enrolment: string): string => `passkey set up by ${enrolment}`

/** Nothing is stored: only this browser keeps the challenge, sealed. */
export async function beginPasskey(
  tx: Tx,
  enrolled: Enrolled,
  page: string | undefined,
  deps: RecoveryDeps,
): Promise<Omit<SetUpOf<'passkey'>, 'method'>> {
  mustBeOffered(enrolled, 'passkey')
  const { site, enrolment } = enrolled
  const of = ofAccount(enrolled)
  const known = (await serverMethods.passkey.several?.each(tx, of)) ?? []
  const host = hostForPage(site.origins, page)
  const challenge = questionOf(deps.chance)
  const asked: Asked = { challenge, host, origins: [...site.origins, deps.origin] }
  const name = labelOf(enrolled)
  return {
    options: {
      challenge,
      rp: { id: host, name: site.name },
      user: { id: handleOf(of, deps.keys), name, displayName: name },
      algorithms: [...algorithms],
      known: known.map(({ id }) => id),
    },
    setUp: deps.seal.sealJson(asked, contextOf(enrolment)),
  }
}

export interface GivenPasskey {
  /** Digest of the security page's token. */
  token: string
  setUp: string
  credential: Attestation
}

/** Verified before the transaction that adds it, because a transaction must not wait for a signature. */
export async function readPasskey({ token, setUp, credential }: GivenPasskey, deps: RecoveryDeps): Promise<NewPasskey> {
  const asked = deps.seal.openJson<Asked>(setUp, contextOf(deps.keys.digest('enrolment', token)))
  if (!asked) throw valueRefused('setUp', 'does not belong to this token')
  const read = await readAttestation(credential, asked)
  if (!read) throw valueRefused('credential', 'does not match the challenge')
  return read
}

export async function addPasskey(tx: Tx, enrolled: Enrolled, passkey: NewPasskey, deps: RecoveryDeps): Promise<void> {
  mustBeOffered(enrolled, 'passkey')
  const heldUntil = await newHold(tx, enrolled, deps)
  const { account, browser = '', now } = enrolled
  const added = await putPasskey(tx, ofAccount(enrolled), passkey, { accountId: account.id, name: browser, now, heldUntil })
  if (added !== 'added') throw valueRefused('credential', added === 'known' ? 'is already registered' : 'would be one too many')
  await settle(tx, enrolled, { method: 'passkey', event: 'method.set-up', heldUntil }, deps)
}
