/** The ways in: a link that is read for the first time, and signing in. */
import * as v from 'valibot'
import { join, openAuthenticatorForJoining, openPasskeyForJoining, readInvitation } from '../../operators/join.ts'
import { openPasskeySignIn } from '../../operators/passkeys.ts'
import { signIn } from '../../operators/sign-in.ts'
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
  'POST /sign-in/passkey': forAnyone({ answer: (_, deps) => openPasskeySignIn('', deps) }),
  'POST /sign-in': forAnyone({
    body: ProofSchema,
    async answer({ body: proof, caller, cookies }, deps) {
      const { token, savedCode } = await signIn({ proof, caller, replaces: cookies.get('session') }, deps)
      cookies.set('session', token)
      return savedCode ? { savedCode } : {}
    },
  }),
}
