/** Routes for sites with a sign-in of their own: their back end reports in which browsers people signed in. */
import type { Context } from 'hono'
import * as v from 'valibot'
import { AccountIdSchema } from '../directory/account-id.ts'
import { readAccount } from '../directory/read-account.ts'
import type { Api } from '../http/api.ts'
import { siteOfBearer } from '../http/env.ts'
import { ProblemError } from '../problems/problem.ts'
import { deviceDigest, forgetDevices, isFamiliar, rememberDevice } from '../sign-in/familiar-device.ts'
import { FamiliarDeviceBodySchema, FamiliarDeviceReplySchema } from '../sign-in/sign-in-body.ts'
import type { Deps } from '../wiring/deps.ts'

export function familiarDeviceRoutes({ route }: Api, deps: Deps): void {
  const { db, keys, clock } = deps
  const whose = async (c: Context) => {
    const { realm } = (await siteOfBearer(c, deps.sites)).site
    const account = v.safeParse(AccountIdSchema, c.req.param('accountId'))
    if (!account.success) throw new ProblemError('not-found')
    // A site that keeps its own accounts knows itself which ones exist.
    if (!realm.webhook && !(await readAccount(db.read, realm.id, account.output))) throw new ProblemError('not-found')
    return { realm: realm.id, account: account.output }
  }
  const common = { part: 'accounts', bearer: 'site', scope: 'sign-ins' } as const

  route(
    'post',
    '/v1/accounts/:accountId/familiar-devices',
    {
      ...common,
      summary: 'Report a sign-in on a browser',
      details:
        'For sites that sign people in themselves; `POST /v1/sign-ins` does the same for all others. Call it after each sign-in, with the `device` that the browser has stored, if any. Store the returned value in the browser, and pass it to `<regain-account>` (property `device`). Then this browser has its own share of the daily codes and guesses, which strangers can’t use up. The token is valid for 180 days after the last sign-in, and becomes invalid when a recovery sets a new password. Accounts in your own directory are not looked up.',
      body: FamiliarDeviceBodySchema,
      replies: { 200: { description: 'The token; a known browser gets the same one.', json: FamiliarDeviceReplySchema } },
      problems: ['not-found'],
    },
    async ({ c, body, reply }) => {
      const of = await whose(c)
      const device = await db.write(async (tx) => {
        const known = await isFamiliar(tx, of, deviceDigest(keys, of.realm, body.device))
        return await rememberDevice(tx, { ...of, known, from: body, now: clock.now() }, deps)
      })
      return reply(200, { device })
    },
  )

  route(
    'delete',
    '/v1/accounts/:accountId/familiar-devices',
    {
      ...common,
      summary: 'Forget an account’s familiar browsers',
      details: 'Call it when your site signs a person out everywhere, or when another person has used the account.',
      replies: { 204: { description: 'The browsers are no longer familiar.' } },
      problems: ['not-found'],
    },
    async ({ c, reply }) => {
      const { realm, account } = await whose(c)
      await db.write((tx) => forgetDevices(tx, realm, account))
      return reply(204)
    },
  )
}
