/** Routes that the site's back end calls with its secret key to ask whether a person may sign in. */

import type { Api } from '../http/api.ts'
import { siteThatKeepsNone } from '../http/env.ts'
import { ProblemError } from '../problems/problem.ts'
import { signIn } from '../sign-in/sign-in.ts'
import {
  PasskeySignInBodySchema,
  SignInBodySchema,
  SignInChallengeBodySchema,
  SignInChallengeReplySchema,
  SignInReplySchema,
} from '../sign-in/sign-in-body.ts'
import { askForPasskey, signInByPasskey } from '../sign-in/sign-in-by-passkey.ts'
import type { Deps } from '../wiring/deps.ts'

export function signInRoutes({ route }: Api, deps: Deps): void {
  route(
    'post',
    '/v1/sign-ins',
    {
      part: 'accounts',
      summary: 'Checks a password',
      details:
        'An unknown name costs the same. Failures count by name, known or not: four are free, then waits of 30 s, 2 min, 10 min and 1 h; the same wrong password counts once. After 100 different wrong ones in a row under all names of an account no password signs in, and the answer stays `refused`, until its owner or an operator unlocks it or it has a new password; a `device` that signed in before is counted apart. Why an account is locked is told to the right password only.',
      bearer: 'site',
      scope: 'sign-ins',
      body: SignInBodySchema,
      replies: { 200: { description: 'Whether the person may sign in.', json: SignInReplySchema } },
      problems: ['value-refused'],
    },
    async ({ c, body, reply }) => {
      const signedIn = await signIn((await siteThatKeepsNone(c, deps.sites)).site.realm, body, deps)
      if (signedIn.result === 'busy') throw new ProblemError('unavailable', { retryAfterSeconds: 2 })
      return reply(200, signedIn)
    },
  )

  route(
    'post',
    '/v1/sign-in-challenges',
    {
      part: 'accounts',
      summary: 'Asks for a passkey',
      details:
        'For a realm whose policy says `signInByPasskey`. What comes back goes to the person’s browser, and nothing is written. It names nobody: the authenticator looks for the passkeys of the host by itself.',
      bearer: 'site',
      scope: 'sign-ins',
      body: SignInChallengeBodySchema,
      replies: { 201: { description: 'What to ask, for five minutes.', json: SignInChallengeReplySchema } },
      problems: ['value-refused'],
    },
    async ({ c, body, reply }) => reply(201, askForPasskey((await siteThatKeepsNone(c, deps.sites)).site, body.origin, deps)),
  )

  route(
    'post',
    '/v1/sign-ins/passkey',
    {
      part: 'accounts',
      summary: 'Checks a passkey',
      details:
        'Answers as the check of a password does. A question is taken once, whatever was answered; an unknown passkey costs the same as a known one. What was added lately signs nobody in while it is held, but for the one that a recovery ended with. Wrong passwords close nothing here.',
      bearer: 'site',
      scope: 'sign-ins',
      body: PasskeySignInBodySchema,
      replies: { 200: { description: 'Whether the person may sign in, and who it is.', json: SignInReplySchema } },
      problems: ['value-refused'],
    },
    async ({ c, body, reply }) => reply(200, await signInByPasskey((await siteThatKeepsNone(c, deps.sites)).site, body, deps)),
  )
}
