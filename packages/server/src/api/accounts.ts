/** Routes for accounts that the site's back end calls, with its secret key. */
import { DeviceSchema, EnrolmentReplySchema, instant } from '@regain/core'
import type { Context } from 'hono'
import * as v from 'valibot'
import { AccountBodySchema, AccountViewSchema, LockBodySchema } from '../accounts/account-body.ts'
import type { BySite } from '../accounts/by-site.ts'
import { eraseAccount } from '../accounts/erase-account.ts'
import { compareGiven } from '../accounts/given-password.ts'
import { lockAccount, unlockAccount } from '../accounts/lock-account.ts'
import { putAccount, readBody } from '../accounts/put-account.ts'
import { viewAccount } from '../accounts/view-account.ts'
import { AccountIdSchema } from '../directory/account-id.ts'
import type { Api } from '../http/api.ts'
import type { Env } from '../http/env.ts'
import { needScope, siteOfBearer, siteWithBuiltInAccounts } from '../http/env.ts'
import { ProblemError } from '../problems/problem.ts'
import { openDevice } from '../security-page/device.ts'
import { openEnrolment } from '../security-page/enrol.ts'
import type { SiteCaller } from '../sites/realm.ts'
import type { Deps } from '../wiring/deps.ts'

const PutReplySchema = v.strictObject({ accountId: v.string() })

export function accountRoutes({ route }: Api, deps: Deps): void {
  const { db, clock, chance, keys, seal, hasher } = deps
  const bySite = async (c: Context<Env>, caller?: SiteCaller): Promise<BySite> => {
    const { site, hint } = caller ?? (await siteWithBuiltInAccounts(c, deps.sites))
    const id = v.safeParse(AccountIdSchema, c.req.param('accountId'))
    if (!id.success)
      throw new ProblemError('malformed-request', { errors: id.issues.map(({ message }) => ({ path: 'accountId', message })) })
    return { realm: site.realm.id, key: hint, id: id.output, requestId: c.get('requestId'), keys, chance, seal, now: clock.now() }
  }

  route(
    'put',
    '/v1/accounts/:accountId',
    {
      part: 'accounts',
      summary: 'Create or update an account',
      details:
        'Creates the account, or replaces its identifiers, destinations and locale. Without `password` and `passwordHash` the password stays; without `status` the status stays. Sending the last password or hash again changes nothing, even if the owner has chosen another password since; a different hash is a new password. Identifiers and destinations are sets: repeating a call, in any order, changes nothing. A hash in an unsupported form is refused: leave it out, and the person can recover the account. Open recoveries end when the password, destinations or status change. The person is notified at every address, and can undo the change from the addresses that they had before. With `password` or `passwordHash`, the key also needs the scope `passwords`.',
      bearer: 'site',
      scope: 'accounts:write',
      body: AccountBodySchema,
      replies: {
        200: { description: 'The account existed and was updated.', json: PutReplySchema },
        201: { description: 'The account was created.', json: PutReplySchema },
      },
      problems: ['value-refused', 'identifier-taken', 'account-frozen'],
    },
    async ({ c, body, reply }) => {
      const caller = await siteWithBuiltInAccounts(c, deps.sites)
      if (body.password !== undefined || body.passwordHash !== undefined) needScope(caller, 'passwords')
      const { site } = caller
      const { realm } = site
      const { id, key, requestId, now } = await bySite(c, caller)
      readBody(body, realm)
      const given = await compareGiven(realm.id, id, body, { db, keys, hasher })
      if (given === 'busy') throw new ProblemError('unavailable', { retryAfterSeconds: 2 })
      const { created } = await db.write((tx) =>
        putAccount(tx, { realm, id, body, given, key, requestId, tell: { site, needs: deps } }, keys, now),
      )
      return reply(created ? 201 : 200, { accountId: id })
    },
  )

  route(
    'get',
    '/v1/accounts/:accountId',
    {
      part: 'accounts',
      summary: 'Read an account',
      details: 'Addresses are masked. `unmask=true` returns them in full and logs that in the audit log.',
      bearer: 'site',
      scope: 'accounts:read',
      query: v.strictObject({ unmask: v.optional(v.picklist(['true', 'false'])) }),
      replies: { 200: { description: 'The account.', json: AccountViewSchema } },
      problems: ['not-found', 'value-refused'],
    },
    async ({ c, query, reply }) => reply(200, await viewAccount(db, await bySite(c), query.unmask === 'true')),
  )

  route(
    'delete',
    '/v1/accounts/:accountId',
    {
      part: 'accounts',
      summary: 'Erase an account',
      details:
        'Not possible while the account is `frozen`: its owner must undo the disputed change first, or an operator must lift the freeze.',
      bearer: 'site',
      scope: 'accounts:write',
      replies: { 204: { description: 'The account and everything that belonged to it are deleted.' } },
      problems: ['not-found', 'value-refused', 'account-frozen'],
    },
    async ({ c, reply }) => {
      const caller = await siteWithBuiltInAccounts(c, deps.sites)
      const by = await bySite(c, caller)
      await db.write((tx) => eraseAccount(tx, by, caller.site.realm))
      return reply(204)
    },
  )

  route(
    'post',
    '/v1/accounts/:accountId/lock',
    {
      part: 'accounts',
      summary: 'Lock an account',
      details: 'An account can have one lock for each cause. A new password lifts `too-many-sign-ins`, `compromised` and `expired`.',
      bearer: 'site',
      scope: 'accounts:write',
      body: LockBodySchema,
      replies: { 200: { description: 'The account is locked.', json: v.pick(LockBodySchema, ['cause']) } },
      problems: ['not-found', 'value-refused'],
    },
    async ({ c, body: { cause, note }, reply }) => {
      const by = await bySite(c)
      await db.write((tx) => lockAccount(tx, by, cause, note))
      return reply(200, { cause })
    },
  )

  route(
    'delete',
    '/v1/accounts/:accountId/lock',
    {
      part: 'accounts',
      summary: 'Unlock an account',
      details: 'Lifts all locks except `frozen`, which ends when the owner has undone the disputed change or an operator lifts it.',
      bearer: 'site',
      scope: 'accounts:write',
      replies: { 204: { description: 'The locks are lifted.' } },
      problems: ['not-found', 'value-refused'],
    },
    async ({ c, reply }) => {
      const by = await bySite(c)
      await db.write((tx) => unlockAccount(tx, by))
      return reply(204)
    },
  )

  route(
    'post',
    '/v1/accounts/:accountId/enrolments',
    {
      part: 'accounts',
      summary: 'Create a token for `<regain-security>`',
      details:
        'For a person who is signed in at your site and has just authenticated again: ask for the password first. Pass the token to their browser. It works for this account for fifteen minutes, and becomes invalid when the account changes or is locked.',
      bearer: 'site',
      scope: 'enrolments',
      replies: { 201: { description: 'The token, and when it expires.', json: EnrolmentReplySchema } },
      problems: ['not-found', 'value-refused'],
    },
    async ({ c, reply }) => {
      const { site } = await siteOfBearer(c, deps.sites)
      const by = await bySite(c)
      const { token, expiresAt } = await db.write((tx) => openEnrolment(tx, by, site.key))
      return reply(201, { token, expiresAt: instant(expiresAt) })
    },
  )

  route(
    'post',
    '/v1/accounts/:accountId/devices',
    {
      part: 'accounts',
      summary: 'Create a token for a signed-in device',
      details:
        'For `<regain-security>` on a page that needs no password. With this token it shows requests to recover the account (`device-approval`), and can do nothing else. `signedInAt`: when the person last authenticated on this device. A device is only asked once that is longer ago than the policy’s hold. The token works for fifteen minutes, and becomes invalid when the account changes or is locked.',
      bearer: 'site',
      scope: 'enrolments',
      body: DeviceSchema,
      replies: { 201: { description: 'The token, and when it expires.', json: EnrolmentReplySchema } },
      problems: ['not-found', 'value-refused'],
    },
    async ({ c, body, reply }) => {
      const { site } = await siteOfBearer(c, deps.sites)
      const by = await bySite(c)
      const { token, expiresAt } = await db.write((tx) => openDevice(tx, by, site.key, Date.parse(body.signedInAt)))
      return reply(201, { token, expiresAt: instant(expiresAt) })
    },
  )
}
