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
      summary: 'Says that somebody signed in on a browser',
      details:
        'For sites that sign people in themselves; `POST /v1/sign-ins` does the same for those that ask here. Call it after each sign-in, with the `device` that the browser kept, if there is one. The browser keeps what is returned, and your page gives it to `<regain-account>` (property `device`): strangers can then not use up the codes and guesses of the day that this browser has for its own. It is good for 180 days after the last sign-in, and ends with a new password by a recovery. Accounts of your own directory are not looked up.',
      body: FamiliarDeviceBodySchema,
      replies: { 200: { description: 'The token: the same one for a browser that is known.', json: FamiliarDeviceReplySchema } },
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
      summary: 'Forgets the browsers in which somebody signed in',
      details: 'When your site signs somebody out everywhere, or another person used the account.',
      replies: { 204: { description: 'All of them are strangers again.' } },
      problems: ['not-found'],
    },
    async ({ c, reply }) => {
      const { realm, account } = await whose(c)
      await db.write((tx) => forgetDevices(tx, realm, account))
      return reply(204)
    },
  )
}
