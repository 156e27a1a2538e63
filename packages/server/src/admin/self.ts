/** Console routes for operators' own profile and sessions. */
import {
  addCredential,
  listCredentials,
  openAuthenticatorEnrolment,
  removePasskey,
  removePassword,
  renewCodes,
} from '../operators/credentials.ts'
import { openPasskeyEnrolment, openPasskeySignIn } from '../operators/passkeys.ts'
import { permissionsOf } from '../operators/permissions.ts'
import { ABSOLUTE_MS, endSession, IDLE_MS, listSessions, STEP_UP_MS } from '../operators/sessions.ts'
import { stepUp } from '../operators/sign-in.ts'
import { forOperators } from './route.ts'
import { NewCredentialSchema, ProofSchema } from './schemas.ts'

export const self = {
  'GET /me': forOperators('self.read', {
    quiet: true,
    async answer({ signedIn: { operator, session } }) {
      return {
        ...operator,
        permissions: permissionsOf(operator.role),
        session: {
          id: session.id,
          idleEndsAt: Math.min(session.seenAt + IDLE_MS, session.createdAt + ABSOLUTE_MS),
          endsAt: session.createdAt + ABSOLUTE_MS,
          /** Until when acts that need a fresh proof are allowed. */
          provenUntil: session.provenAt + STEP_UP_MS,
        },
      }
    },
  }),
  /** For the question "are you still there?". */
  'POST /me/here': forOperators('self.read', { answer: async ({ signedIn: { session } }) => ({ idleEndsAt: session.seenAt + IDLE_MS }) }),
  'POST /me/sign-out': forOperators('self.read', {
    async answer({ signedIn: { operator, session }, by, cookies }, deps) {
      await endSession({ session: session.id, operator: operator.id, by }, deps)
      cookies.clear('session')
    },
  }),
  'POST /me/step-up/passkey': forOperators('self.read', { answer: ({ signedIn }, deps) => openPasskeySignIn(signedIn.operator.id, deps) }),
  'POST /me/step-up': forOperators('self.read', {
    body: ProofSchema,
    async answer({ body: proof, signedIn, caller, cookies }, deps) {
      const { token, savedCode } = await stepUp(signedIn, { proof, caller }, deps)
      cookies.set('session', token)
      return savedCode ? { savedCode } : {}
    },
  }),
  'GET /me/sessions': forOperators('self.read', {
    async answer({ signedIn }, deps) {
      const sessions = await listSessions(signedIn.operator.id, deps)
      return { sessions: sessions.map((session) => ({ ...session, current: session.id === signedIn.session.id })) }
    },
  }),
  'DELETE /me/sessions/:session': forOperators('self.read', {
    answer: ({ params: { session = '' }, signedIn: { operator }, by }, deps) => endSession({ session, operator: operator.id, by }, deps),
  }),
  'GET /me/credentials': forOperators('self.read', { answer: ({ signedIn }, deps) => listCredentials(signedIn.operator.id, deps) }),
  'POST /me/credentials/passkey': forOperators('self.change', {
    answer: ({ signedIn: { operator } }, deps) =>
      openPasskeyEnrolment({ holder: operator.id, operator: operator.id, email: operator.email, name: operator.name }, deps),
  }),
  'POST /me/credentials/authenticator': forOperators('self.change', {
    answer: ({ signedIn: { operator } }, deps) => openAuthenticatorEnrolment({ holder: operator.id, label: operator.email }, deps),
  }),
  'POST /me/credentials': forOperators('self.change', {
    body: NewCredentialSchema,
    answer: ({ body: credential, signedIn: { operator }, by }, deps) => addCredential({ operator, credential, by }, deps),
  }),
  'POST /me/saved-codes': forOperators('self.change', {
    answer: ({ signedIn: { operator }, by }, deps) => renewCodes({ operator, by }, deps),
  }),
  'DELETE /me/passkeys/:passkey': forOperators('self.change', {
    answer: ({ params: { passkey = '' }, signedIn: { operator }, by }, deps) => removePasskey({ operator: operator.id, passkey, by }, deps),
  }),
  'DELETE /me/password': forOperators('self.change', {
    answer: ({ signedIn: { operator }, by }, deps) => removePassword({ operator: operator.id, by }, deps),
  }),
}
