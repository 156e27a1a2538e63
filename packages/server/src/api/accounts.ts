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
import { needScope, siteOfBearer, siteThatKeepsNone } from '../http/env.ts'
import { ProblemError } from '../problems/problem.ts'
import { openDevice } from '../security-page/device.ts'
import { openEnrolment } from '../security-page/enrol.ts'
import type { SiteCaller } from '../sites/realm.ts'
import type { Deps } from '../wiring/deps.ts'

const PutReplySchema = v.strictObject({ accountId: v.string() })

export function accountRoutes({ route }: Api, deps: Deps): void {
  const { db, clock, chance, keys, seal, hasher } = deps
  const bySite = async (c: Context<Env>, caller?: SiteCaller): Promise<BySite> => {
    const { site, hint } = caller ?? (await siteThatKeepsNone(c, deps.sites))
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
      summary: 'Writes an account',
      details:
        'Creates it, or replaces its identifiers, destinations and locale. Without `password` and `passwordHash` the password stays, without `status` the status. The password or hash that you gave last changes nothing when it comes again, also after its owner has chosen another one here; another hash is a new password. Identifiers and destinations are compared as sets: a call that is sent again, in any order, changes nothing. A hash in a form that is not verified is refused: leave it out, and the person recovers. Open recoveries of the account end when its password, destinations or status change; the person is told at every address, and can undo it from those that they had before. With `password` or `passwordHash` the key needs the scope `passwords` as well.',
      bearer: 'site',
      scope: 'accounts:write',
      body: AccountBodySchema,
      replies: {
        200: { description: 'The account was there and is as described now.', json: PutReplySchema },
        201: { description: 'The account is new.', json: PutReplySchema },
      },
      problems: ['value-refused', 'identifier-taken', 'account-frozen'],
    },
    async ({ c, body, reply }) => {
      const caller = await siteThatKeepsNone(c, deps.sites)
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
      summary: 'Reads an account',
      details: 'Addresses are masked; `unmask=true` shows them whole, and puts the reading on record.',
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
      summary: 'Erases an account',
      details: 'Not while it is `frozen`: what its owner says is settled first, or an operator lifts the freeze.',
      bearer: 'site',
      scope: 'accounts:write',
      replies: { 204: { description: 'It is gone, with all that belonged to it.' } },
      problems: ['not-found', 'value-refused', 'account-frozen'],
    },
    async ({ c, reply }) => {
      const caller = await siteThatKeepsNone(c, deps.sites)
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
      summary: 'Locks an account',
      details: 'Locks stand by cause, beside each other. A new password lifts `too-many-sign-ins`, `compromised` and `expired`.',
      bearer: 'site',
      scope: 'accounts:write',
      body: LockBodySchema,
      replies: { 200: { description: 'It is locked.', json: v.pick(LockBodySchema, ['cause']) } },
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
      summary: 'Lifts the locks of an account',
      details: 'All but `frozen`: that one ends when its owner has undone the change, or an operator says so.',
      bearer: 'site',
      scope: 'accounts:write',
      replies: { 204: { description: 'None of them is left.' } },
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
      summary: 'Opens a way into `<regain-security>`',
      details:
        'For somebody who is signed in at the site, and has just shown that it is them: ask for the password again first. The token is for their browser, for this account, and for fifteen minutes; it ends when the account changes or is locked.',
      bearer: 'site',
      scope: 'enrolments',
      replies: { 201: { description: 'The token, and when it ends.', json: EnrolmentReplySchema } },
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
      summary: 'Lets a device that is signed in answer for attempts',
      details:
        'For `<regain-security>` on a page that needs no password: with this token it shows who asks to get back into the account (`device-approval`), and can do nothing else. `signedInAt`: when somebody last showed on this device that it is them; a device on which that is not older than the policy’s hold is asked nothing. The token is for fifteen minutes, and ends when the account changes or is locked.',
      bearer: 'site',
      scope: 'enrolments',
      body: DeviceSchema,
      replies: { 201: { description: 'The token, and when it ends.', json: EnrolmentReplySchema } },
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
