/** Passkeys of operators (WebAuthn level 3): bound to the server's own host, with user verification, offered first. */
import type { Assertion, Attestation } from '@regain/core'
import { and, eq } from 'drizzle-orm'
import { hostOf, loadWebAuthn, newQuestion, readAssertion, readAttestation } from '../crypto/webauthn.ts'
import type { Tx } from '../db/database.ts'
import { operatorPasskeys } from '../db/schema.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import { openCeremony, readCeremony, useCeremony } from './ceremonies.ts'
import type { OperatorDeps } from './operator.ts'

const asked = (challenge = '', { origin }: OperatorDeps) => ({ challenge, origins: [origin], host: hostOf(origin) })

export interface EnrolPasskey {
  /** The operator or invitation that asks. */
  holder: string
  /** The user handle that the authenticator stores. */
  operator: string
  email: string
  name: string
}

export async function openPasskeyEnrolment({ holder, operator, email, name }: EnrolPasskey, deps: OperatorDeps) {
  const known = await deps.db.read.select({ id: operatorPasskeys.id }).from(operatorPasskeys).where(eq(operatorPasskeys.operator, operator))
  const { generateRegistrationOptions } = await loadWebAuthn()
  const options = await generateRegistrationOptions({
    rpName: 'Regain',
    rpID: hostOf(deps.origin),
    userID: new Uint8Array(Buffer.from(operator, 'utf8')),
    userName: email,
    userDisplayName: name,
    challenge: newQuestion(deps.chance),
    // The make of the authenticator does not matter: no attestation, which could identify people.
    attestationType: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const details = { challenge: options.challenge, operator }
  return { options, ceremony: await openCeremony({ kind: 'passkey-enrolment', holder, details }, deps) }
}

export interface NewPasskey {
  ceremony: string
  credential: Attestation
}

export interface CheckedPasskey {
  operator: string
  /** Adds it. Throws `link-refused` if its ceremony was used meanwhile. */
  add(tx: Tx, label: string): Promise<void>
}

/** Throws `value-refused` if the authenticator's answer does not fit the request. */
export async function checkNewPasskey(holder: string, { ceremony, credential }: NewPasskey, deps: OperatorDeps): Promise<CheckedPasskey> {
  const name = { kind: 'passkey-enrolment' as const, holder, secret: ceremony }
  const details = await readCeremony(name, deps.db.read, deps)
  if (!details) throw new ProblemError('link-refused')
  const { challenge, operator = '' } = details
  const read = await readAttestation(credential, asked(challenge, deps))
  if (!read) throw valueRefused('credential', 'does not belong to this request')
  return {
    operator,
    async add(tx, label) {
      if (!(await useCeremony(tx, name, deps))) throw new ProblemError('link-refused')
      const added = await tx
        .insert(operatorPasskeys)
        .values({ ...read, operator, name: label, createdAt: deps.clock.now() })
        .onConflictDoNothing()
      if (added.rowsAffected === 0) throw valueRefused('credential', 'is already registered')
    },
  }
}

/** The authenticator identifies the operator, not a typed name, so that nobody can find out which operators have a passkey. */
export async function openPasskeySignIn(holder: string, deps: OperatorDeps) {
  const { generateAuthenticationOptions } = await loadWebAuthn()
  const options = await generateAuthenticationOptions({
    rpID: hostOf(deps.origin),
    challenge: newQuestion(deps.chance),
    userVerification: 'required',
  })
  const details = { challenge: options.challenge }
  return { options, ceremony: await openCeremony({ kind: 'passkey-sign-in', holder, details }, deps) }
}

export interface PasskeyAnswer {
  ceremony: string
  credential: Assertion
}

export interface ProvenPasskey {
  operator: string
  /** False: its ceremony or counter was used meanwhile. */
  use(tx: Tx): Promise<boolean>
}

/** Undefined: it proves nothing. A counter that did not grow means a copied authenticator, and is refused (WebAuthn 6.1.1). */
export async function checkPasskey(
  holder: string,
  { ceremony, credential }: PasskeyAnswer,
  deps: OperatorDeps,
): Promise<ProvenPasskey | undefined> {
  const name = { kind: 'passkey-sign-in' as const, holder, secret: ceremony }
  const details = await readCeremony(name, deps.db.read, deps)
  const [known] = await deps.db.read.select().from(operatorPasskeys).where(eq(operatorPasskeys.id, credential.id))
  if (!details || !known) return undefined
  const read = await readAssertion(credential, asked(details.challenge, deps), known)
  if (!read || read.copied) return undefined
  return {
    operator: known.operator,
    async use(tx) {
      if (!(await useCeremony(tx, name, deps))) return false
      const counted = await tx
        .update(operatorPasskeys)
        .set({ counter: read.counter, usedAt: deps.clock.now() })
        .where(and(eq(operatorPasskeys.id, known.id), eq(operatorPasskeys.counter, known.counter)))
      return counted.rowsAffected === 1
    },
  }
}
