/** Signs operators in through their identity provider (OpenID Connect: authorization code with PKCE, state and nonce). */
import { and, eq } from 'drizzle-orm'
import type { Configuration, IDToken } from 'openid-client'
import type { Tx } from '../db/database.ts'
import { operators } from '../db/schema.ts'
import { mustLetIn } from '../limits/room.ts'
import { ProblemError } from '../problems/problem.ts'
import { longSecret, randomId } from '../world/chance.ts'
import { openCeremony, readCeremony, useCeremony } from './ceremonies.ts'
import { isLower, rememberFormerRole } from './former-role.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { readIdentityProvider } from './identity-provider.ts'
import { note } from './note.ts'
import type { Caller, OperatorDeps, OperatorRow } from './operator.ts'
import { readEmail } from './operator.ts'
import type { Role } from './permissions.ts'
import { roles } from './permissions.ts'
import { STEP_UP_MS, startSession } from './sessions.ts'

/** The console page to which the provider returns; register it at the provider. */
export const callbackOf = (origin: string): string => `${origin}/admin/sign-in/callback`

const TIMEOUT_SECONDS = 5

/** Loaded when it is first needed: many servers have no identity provider. */
const loadClient = () => import('openid-client')

async function configure(provider: IdentityProvider): Promise<Configuration> {
  const { allowInsecureRequests, ClientSecretBasic, discovery, enableNonRepudiationChecks } = await loadClient()
  const { issuer, clientId, clientSecret } = provider
  // RFC 6749 2.3.1: every provider must support Basic.
  const auth = ClientSecretBasic(clientSecret)
  // Security: without this, the library trusts TLS to the token endpoint and does not check the signature of an ID token from there.
  const execute = [enableNonRepudiationChecks, ...(issuer.startsWith('http://') ? [allowInsecureRequests] : [])]
  return await discovery(new URL(issuer), clientId, clientSecret, auth, { execute, timeout: TIMEOUT_SECONDS }).catch(() => {
    throw new ProblemError('unavailable', { retryAfterSeconds: 30 })
  })
}

async function providerOrNone(deps: OperatorDeps): Promise<IdentityProvider> {
  const provider = await readIdentityProvider(deps)
  if (!provider) throw new ProblemError('not-found')
  return provider
}

/** `ceremony` is kept in a cookie of this browser: an answer to another browser's request is refused (login CSRF). */
export async function beginIdentitySignIn(caller: Caller, deps: OperatorDeps): Promise<{ url: string; ceremony: string }> {
  await deps.db.write((tx) => mustLetIn(tx, 'console', undefined, caller.address, deps))
  const config = await configure(await providerOrNone(deps))
  const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await loadClient()
  const [verifier, nonce, state] = [longSecret(deps.chance), longSecret(deps.chance), longSecret(deps.chance)]
  const url = buildAuthorizationUrl(config, {
    redirect_uri: callbackOf(deps.origin),
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    nonce,
    state,
    // An operator who unlocks accounts must authenticate now, not this morning.
    max_age: String(STEP_UP_MS / 1000),
  })
  const ceremony = await openCeremony({ kind: 'identity-provider', holder: '', details: { verifier, nonce, state } }, deps)
  return { url: url.href, ceremony }
}

export interface IdentityAnswer {
  ceremony: string
  /** The query with which the provider sent the browser back. */
  search: string
  caller: Caller
  replaces?: string | undefined
}

/** Throws `sign-in-refused`, whatever was wrong. */
export async function finishIdentitySignIn({ ceremony, search, caller, replaces }: IdentityAnswer, deps: OperatorDeps): Promise<string> {
  await deps.db.write((tx) => mustLetIn(tx, 'console', undefined, caller.address, deps))
  const provider = await providerOrNone(deps)
  const name = { kind: 'identity-provider' as const, holder: '', secret: ceremony }
  const details = await readCeremony(name, deps.db.read, deps)
  // Used up before the provider is asked: one try for each answer.
  if (!details || !(await deps.db.write((tx) => useCeremony(tx, name, deps)))) throw new ProblemError('sign-in-refused')
  const claims = await readClaims(provider, details, new URL(search, callbackOf(deps.origin)))
  const role = claims && roleOf(claims[provider.claim], provider)
  const token = await deps.db.write(async (tx) => {
    const operator = claims && role ? await meet(tx, claims, role, deps) : undefined
    const by = { operator: operator?.id ?? 'unknown', requestId: caller.requestId }
    if (!claims || operator?.state !== 'active') {
      await note(tx, 'operator.sign-in-refused', by, deps.clock.now(), { by: 'identity-provider' })
      return undefined
    }
    await note(tx, 'operator.signed-in', by, deps.clock.now(), { by: 'identity-provider' })
    return await startSession(tx, { operator: operator.id, caller, proven: isFresh(claims), replaces }, deps)
  })
  if (token === undefined) throw new ProblemError('sign-in-refused')
  return token
}

/** The library checks signature, issuer, audience, expiry, nonce, state and PKCE. Undefined: one of them is wrong. */
async function readClaims(provider: IdentityProvider, details: Record<string, string>, url: URL): Promise<IDToken | undefined> {
  const { authorizationCodeGrant } = await loadClient()
  const { verifier = '', nonce = '', state = '' } = details
  const config = await configure(provider)
  const granted = await authorizationCodeGrant(config, url, {
    pkceCodeVerifier: verifier,
    expectedNonce: nonce,
    expectedState: state,
    idTokenExpected: true,
  }).catch(() => undefined)
  return granted?.claims()
}

/** Both times come from the provider's clock. If the provider sends none, the step-up needs the operator's passkey. */
const isFresh = ({ auth_time, iat }: IDToken): boolean => typeof auth_time === 'number' && iat - auth_time <= STEP_UP_MS / 1000

function roleOf(claim: unknown, { roles: map }: IdentityProvider): Role | undefined {
  const said = [claim].flat().filter((one) => typeof one === 'string')
  const given = said.flatMap((one) => (Object.hasOwn(map, one) ? (map[one] ?? []) : []))
  return roles.findLast((role) => given.includes(role))
}

/**
 * Identified by the provider's subject, never by a mail address: a person who can choose their address at the provider must not become the
 * operator who has it here. The role is what the provider says today.
 */
async function meet(tx: Tx, claims: IDToken, role: Role, { clock, chance }: OperatorDeps): Promise<OperatorRow | undefined> {
  const now = clock.now()
  const isThem = and(eq(operators.issuer, claims.iss), eq(operators.subject, claims.sub))
  const [known] = await tx.select().from(operators).where(isThem)
  if (known) {
    if (known.role !== role) {
      await tx
        .update(operators)
        .set({ role, ...(isLower(role, known.role) && rememberFormerRole(known, now)) })
        .where(isThem)
      await note(tx, 'operator.role-changed', { operator: known.id }, now, { from: known.role, to: role, by: 'identity-provider' })
    }
    return { ...known, role }
  }
  if (typeof claims.email !== 'string' || claims.email_verified === false) return undefined
  const email = readEmail(claims.email)
  const name = typeof claims.name === 'string' ? claims.name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 80) : email
  const id = randomId(chance)
  const added = await tx
    .insert(operators)
    .values({ id, email, name, role, issuer: claims.iss, subject: claims.sub, createdAt: now })
    .onConflictDoNothing()
  if (added.rowsAffected === 0) return undefined
  await note(tx, 'operator.joined', { operator: id }, now, { role, by: 'identity-provider' })
  const [operator] = await tx.select().from(operators).where(eq(operators.id, id))
  return operator
}
