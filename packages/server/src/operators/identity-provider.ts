/** The settings of the operators' identity provider, and the roles that it assigns: set by owners, stored sealed. */
import * as v from 'valibot'
import type { Tx } from '../db/database.ts'
import { storedText } from '../db/stored-value.ts'
import { ProblemError, valueRefused } from '../problems/problem.ts'
import type { By } from './note.ts'
import { note } from './note.ts'
import type { OperatorDeps, SignedIn } from './operator.ts'
import { roles } from './permissions.ts'
import type { Second } from './second-person.ts'
import { needSecondPerson } from './second-person.ts'

const line = (longest: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest))

/** Plain HTTP on loopback only. A private address is allowed: many companies run their provider internally, and only owners can set it. */
const IssuerSchema = v.pipe(
  v.string(),
  v.maxLength(300),
  v.url(),
  v.check((text) => /^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${text}/`), 'must begin with https://'),
)

export const IdentityProviderSchema = v.strictObject({
  /** The label of the sign-in button. */
  label: line(40),
  /** OpenID Connect issuer: where `/.well-known/openid-configuration` is. */
  issuer: IssuerSchema,
  clientId: line(200),
  clientSecret: line(500),
  /** The claim of the ID token with a user's roles: a text or a list of texts. */
  claim: v.optional(line(80), 'groups'),
  /** Values of the claim and their roles; of several, the one with most permissions. Users with none of them can't sign in. */
  roles: v.pipe(
    v.record(line(200), v.picklist(roles)),
    v.check((map) => Object.keys(map).length > 0, 'must name a role'),
  ),
})
export type IdentityProvider = v.InferOutput<typeof IdentityProviderSchema>

const NAME = 'identity-provider'
/** Sealed, because it contains the client secret. */
const sealedProvider = storedText(NAME)

export async function readIdentityProvider({ db, seal }: Pick<OperatorDeps, 'db' | 'seal'>): Promise<IdentityProvider | undefined> {
  const sealed = await sealedProvider.read(db.read)
  if (sealed === undefined) return undefined
  const kept = seal.openJson(sealed, NAME)
  if (!kept) throw new Error("the identity provider's settings cannot be read with this secret")
  return v.parse(IdentityProviderSchema, kept)
}

export interface SetIdentityProvider {
  /** Without a client secret, the stored one stays. */
  provider: Omit<IdentityProvider, 'clientSecret'> & { clientSecret?: string | undefined }
  signedIn: SignedIn
  second?: Second | undefined
  by: By
}

/** An operator who can set the provider can let anybody in, so the act is guarded. */
export async function setIdentityProvider({ provider, signedIn, second, by }: SetIdentityProvider, deps: OperatorDeps): Promise<void> {
  const before = await readIdentityProvider(deps)
  // A stored secret is sent only to the issuer that it belongs to.
  const clientSecret = provider.clientSecret ?? (before?.issuer === provider.issuer ? before.clientSecret : undefined)
  if (clientSecret === undefined) throw valueRefused('clientSecret', 'is missing')
  const sealed = deps.seal.sealJson({ ...provider, clientSecret } satisfies IdentityProvider, NAME)
  const { issuer, clientId, claim } = provider
  const subject = { issuer, clientId, claim, roles: JSON.stringify(provider.roles) }
  await deps.db.write(async (tx) => {
    await needSecondPerson(tx, { action: 'identity-provider', subject, signedIn, second, by }, deps)
    await sealedProvider.write(tx, sealed)
    await note(tx, 'identity-provider.changed', by, deps.clock.now(), subject)
  })
}

export async function removeIdentityProvider({ by }: { by: By }, deps: OperatorDeps): Promise<void> {
  await deps.db.write(async (tx: Tx) => {
    if (!(await sealedProvider.remove(tx))) throw new ProblemError('not-found')
    await note(tx, 'identity-provider.changed', by, deps.clock.now(), { removed: true })
  })
}
