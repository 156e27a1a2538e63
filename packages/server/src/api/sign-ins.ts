/** Routes that the site's back end calls with its secret key to ask whether a person may sign in. */

import type { Api } from '../http/api.ts'
import { siteWithBuiltInAccounts } from '../http/env.ts'
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
      summary: 'Check a password',
      details:
        'An unknown name takes the same time. Failures are counted by name, known or unknown: after four, sign-in is locked for 30 s, then 2 min, 10 min and 1 h. Repeating a wrong password counts once. After 100 different wrong passwords in a row, over all names of an account, every password is `refused` until the owner or an operator unlocks the account or it gets a new password. A `device` that signed in before is counted apart. The reason of a lock is only returned for the right password.',
      bearer: 'site',
      scope: 'sign-ins',
      body: SignInBodySchema,
      replies: { 200: { description: 'Whether the person may sign in.', json: SignInReplySchema } },
      problems: ['value-refused'],
    },
    async ({ c, body, reply }) => {
      const signedIn = await signIn((await siteWithBuiltInAccounts(c, deps.sites)).site.realm, body, deps)
      if (signedIn.result === 'busy') throw new ProblemError('unavailable', { retryAfterSeconds: 2 })
      return reply(200, signedIn)
    },
  )

  route(
    'post',
    '/v1/sign-in-challenges',
    {
      part: 'accounts',
      summary: 'Create a passkey challenge',
      details:
        'For a realm whose policy has `signInByPasskey`. Pass the reply to the person’s browser. It names no account, because the authenticator finds the passkeys of the host itself. Nothing is stored.',
      bearer: 'site',
      scope: 'sign-ins',
      body: SignInChallengeBodySchema,
      replies: { 201: { description: 'The challenge, valid for five minutes.', json: SignInChallengeReplySchema } },
      problems: ['value-refused'],
    },
    async ({ c, body, reply }) => reply(201, askForPasskey((await siteWithBuiltInAccounts(c, deps.sites)).site, body.origin, deps)),
  )

  route(
    'post',
    '/v1/sign-ins/passkey',
    {
      part: 'accounts',
      summary: 'Check a passkey',
      details:
        'Replies like the check of a password. A challenge can be answered once, rightly or not; an unknown passkey takes the same time as a known one. A new passkey can’t sign in during its hold, except one that a recovery created in place of a password. Wrong passwords don’t lock sign-in by passkey.',
      bearer: 'site',
      scope: 'sign-ins',
      body: PasskeySignInBodySchema,
      replies: { 200: { description: 'Whether the person may sign in, and the account.', json: SignInReplySchema } },
      problems: ['value-refused'],
    },
    async ({ c, body, reply }) => reply(200, await signInByPasskey((await siteWithBuiltInAccounts(c, deps.sites)).site, body, deps)),
  )
}
