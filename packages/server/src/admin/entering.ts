/** Console routes for signing in, and for the first use of an invitation. */
import * as v from 'valibot'
import { readIdentityProvider } from '../operators/identity-provider.ts'
import { beginIdentitySignIn, finishIdentitySignIn } from '../operators/identity-sign-in.ts'
import { join, openAuthenticatorForJoining, openPasskeyForJoining, readInvitation } from '../operators/join.ts'
import { openSignIn, signIn } from '../operators/sign-in.ts'
import { forAnyone } from './route.ts'
import { EmailSchema, NameSchema, NewCredentialSchema, ProofSchema, SecretSchema } from './schemas.ts'

export const entering = {
  'POST /join/look': forAnyone({
    body: v.strictObject({ secret: SecretSchema }),
    async answer({ body: { secret } }, deps) {
      const { email, role, expiresAt } = await readInvitation(secret, deps.db.read, deps)
      return { email, role, expiresAt }
    },
  }),
  'POST /join/passkey': forAnyone({
    body: v.strictObject({ secret: SecretSchema, name: NameSchema, email: v.optional(EmailSchema) }),
    answer: ({ body }, deps) => openPasskeyForJoining(body, deps),
  }),
  'POST /join/authenticator': forAnyone({
    body: v.strictObject({ secret: SecretSchema, email: v.optional(EmailSchema) }),
    answer: ({ body }, deps) => openAuthenticatorForJoining(body, deps),
  }),
  'POST /join': forAnyone({
    body: v.strictObject({ secret: SecretSchema, name: NameSchema, email: v.optional(EmailSchema), credential: NewCredentialSchema }),
    async answer({ body, caller, cookies }, deps) {
      const { token, savedCodes } = await join(body, caller, deps)
      cookies.set('session', token)
      return savedCodes ? { savedCodes } : {}
    },
  }),
  'POST /sign-in/passkey': forAnyone({ answer: ({ caller }, deps) => openSignIn(caller, deps) }),
  'POST /sign-in': forAnyone({
    body: ProofSchema,
    async answer({ body: proof, caller, cookies }, deps) {
      const { token, savedCode } = await signIn({ proof, caller, replaces: cookies.get('session') }, deps)
      cookies.set('session', token)
      return savedCode ? { savedCode } : {}
    },
  }),
  /** What the sign-in page may offer in addition to passkey and password. */
  'GET /sign-in': forAnyone({
    async answer(_, deps) {
      const provider = await readIdentityProvider(deps)
      return { identityProvider: provider ? provider.label : null }
    },
  }),
  'POST /sign-in/identity-provider/begin': forAnyone({
    async answer({ caller, cookies }, deps) {
      const { url, ceremony } = await beginIdentitySignIn(caller, deps)
      cookies.set('ceremony', ceremony)
      return { url }
    },
  }),
  'POST /sign-in/identity-provider': forAnyone({
    body: v.strictObject({ search: v.pipe(v.string(), v.startsWith('?'), v.maxLength(4096)) }),
    async answer({ body: { search }, caller, cookies }, deps) {
      const ceremony = cookies.get('ceremony') ?? ''
      cookies.clear('ceremony')
      cookies.set('session', await finishIdentitySignIn({ ceremony, search, caller, replaces: cookies.get('session') }, deps))
    },
  }),
}
