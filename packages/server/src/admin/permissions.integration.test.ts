import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { newOperator } from '../../testing/operator.ts'
import { invite } from '../operators/invite.ts'
import type { Role } from '../operators/permissions.ts'
import { roles, rule } from '../operators/permissions.ts'
import type { AdminApi } from './api.ts'
import { adminRoutes } from './api.ts'

type Route = keyof AdminApi
/** The lowest role that may; `+`: needs a fresh proof as well. A new route does not compile until it is listed here. */
const table: Record<Route, 'anyone' | Role | `${Role}+`> = {
  'POST /join/look': 'anyone',
  'POST /join/passkey': 'anyone',
  'POST /join/authenticator': 'anyone',
  'POST /join': 'anyone',
  'POST /sign-in/passkey': 'anyone',
  'POST /sign-in': 'anyone',
  'GET /sign-in': 'anyone',
  'POST /sign-in/identity-provider/begin': 'anyone',
  'POST /sign-in/identity-provider': 'anyone',
  'GET /me': 'viewer',
  'POST /me/here': 'viewer',
  'POST /me/sign-out': 'viewer',
  'POST /me/step-up/passkey': 'viewer',
  'POST /me/step-up': 'viewer',
  'GET /me/sessions': 'viewer',
  'DELETE /me/sessions/:session': 'viewer',
  'GET /me/credentials': 'viewer',
  'POST /me/credentials/passkey': 'viewer+',
  'POST /me/credentials/authenticator': 'viewer+',
  'POST /me/credentials': 'viewer+',
  'POST /me/saved-codes': 'viewer+',
  'DELETE /me/passkeys/:passkey': 'viewer+',
  'DELETE /me/password': 'viewer+',
  'GET /me/views': 'viewer',
  'POST /me/views': 'viewer',
  'PUT /me/views/:view': 'viewer',
  'DELETE /me/views/:view': 'viewer',
  'GET /operators': 'viewer',
  'GET /invitations': 'viewer',
  'POST /invitations': 'owner+',
  'DELETE /invitations/:invitation': 'owner+',
  'PUT /operators/:operator/role': 'owner+',
  'POST /operators/:operator/disable': 'owner+',
  'POST /operators/:operator/enable': 'owner+',
  'GET /operators/:operator/sessions': 'owner',
  'DELETE /operators/:operator/sessions/:session': 'owner',
  'GET /approvals': 'viewer',
  'POST /approvals': 'agent',
  'POST /approvals/:approval/decide': 'reviewer+',
  'POST /approvals/:approval/seen': 'owner',
  'GET /standing': 'viewer',
  'GET /first-run': 'owner',
  'GET /approval-rules': 'viewer',
  'PUT /approval-rules': 'owner+',
  'GET /identity-provider': 'owner',
  'PUT /identity-provider': 'owner+',
  'DELETE /identity-provider': 'owner+',
  'GET /overview': 'viewer',
  'GET /alerts': 'viewer',
  'POST /alerts/:alert/acknowledge': 'agent',
  'GET /alert-rules': 'viewer',
  'PUT /alert-rules': 'owner+',
  'GET /readiness': 'viewer',
  'POST /readiness/:realm/remind': 'owner+',
  'POST /readiness/:realm/stop': 'owner+',
  'GET /deliveries': 'viewer',
  'POST /deliveries/:delivery/again': 'agent',
  'GET /channels': 'viewer',
  'POST /channels/pause': 'owner+',
  'POST /channels/resume': 'owner+',
  'GET /events': 'viewer',
  'GET /record': 'viewer',
  'POST /record/verify': 'reviewer',
  'POST /record/prove': 'viewer',
  'GET /exports': 'reviewer',
  'POST /exports': 'reviewer+',
  'GET /exports/:export': 'reviewer',
  'GET /cases': 'viewer',
  'GET /cases/:case': 'viewer',
  'POST /cases/:case/claim': 'reviewer',
  'POST /cases/:case/answer': 'reviewer',
  'POST /cases/:case/propose': 'reviewer+',
  'POST /cases/:case/decide': 'reviewer+',
  'GET /calls': 'viewer',
  'POST /calls/take': 'agent',
  'POST /calls/end': 'agent',
  'GET /attempts': 'viewer',
  'POST /attempts/search': 'viewer',
  'GET /attempts/live': 'viewer',
  'GET /attempts/open': 'viewer',
  'GET /attempts/:attempt': 'viewer',
  'POST /attempts/:attempt/cancel': 'agent',
  'POST /attempts/cancel': 'agent',
  'POST /accounts/search': 'viewer',
  'GET /accounts/:realm/:account': 'viewer',
  'POST /accounts/:realm/:account/unlock': 'agent',
  'POST /accounts/:realm/:account/lock': 'agent',
  'POST /accounts/:realm/:account/disable': 'agent',
  'POST /accounts/:realm/:account/enable': 'agent',
  'POST /accounts/:realm/:account/end-sessions': 'agent',
  'POST /accounts/:realm/:account/void-codes': 'agent',
  'GET /sites': 'viewer',
  'POST /sites': 'owner+',
  'GET /sites/:site': 'viewer',
  'PUT /sites/:site': 'owner+',
  'POST /sites/:site/keys': 'owner+',
  'DELETE /sites/:site/keys/:key': 'owner+',
  'GET /sites/:site/webhooks': 'viewer',
  'POST /sites/:site/webhooks': 'owner+',
  'DELETE /sites/:site/webhooks/:webhook': 'owner+',
  'POST /sites/:site/webhooks/:webhook/secret': 'owner+',
  'POST /sites/:site/webhooks/:webhook/test': 'owner+',
  'GET /sites/:site/webhooks/:webhook/deliveries': 'viewer',
  'POST /sites/:site/webhooks/:webhook/deliveries/:delivery/replay': 'owner+',
  'GET /realms': 'viewer',
  'POST /realms': 'owner+',
  'GET /realms/:realm/policy': 'viewer',
  'POST /realms/:realm/policy/try': 'viewer',
  'PUT /realms/:realm/policy': 'owner+',
  'GET /realms/:realm/policy/versions': 'viewer',
  'POST /accounts/:realm/:account/lift-limits': 'agent',
  'POST /accounts/:realm/:account/offer-recovery': 'agent',
  'POST /accounts/:realm/:account/remove-destination': 'reviewer+',
  'POST /accounts/:realm/:account/unmask': 'reviewer+',
}
const routes = Object.keys(table) as Route[]

describe('permissions', () => {
  let world: TestWorld
  const staff = new Map<Role, TestOperator>()
  beforeAll(async () => {
    world = await openWorld()
    for (const role of roles) {
      const operator = newOperator(world)
      const needs = { ...world.deps, origin: ORIGIN }
      const { link } = await world.db.write((tx) => invite(tx, { email: `${role}@example.com`, role, by: {} }, needs))
      expect((await operator.join(link)).status).toBe(200)
      staff.set(role, operator)
    }
  })
  afterAll(async () => {
    expect(world.faults).toEqual([])
    await world.close()
  })

  /** Sends input that no route accepts: an operator with the permission gets that refusal, and nothing happens. */
  async function knock(operator: TestOperator, route: Route): Promise<string> {
    const params = Object.fromEntries([...route.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, 'x']))
    const reply = await operator.send(route, { nope: true } as never, { params, ...(route.startsWith('GET') && { query: { nope: 'x' } }) })
    return reply.body.code ?? String(reply.status)
  }
  const allowed = (role: Role, least: string): boolean => roles.indexOf(role) >= roles.indexOf(least.replace('+', '') as Role)

  it.each(roles)('%s: each route is allowed or refused as the table says', async (role) => {
    const operator = staff.get(role) as TestOperator
    const found = Object.fromEntries(await Promise.all(routes.map(async (route) => [route, await knock(operator, route)] as const)))
    const expected = Object.fromEntries(
      routes.map((route) => [route, table[route] === 'anyone' || allowed(role, table[route]) ? 'malformed-request' : 'not-permitted']),
    )
    expect(found).toEqual(expected)
  })

  it('a stranger can only use the sign-in', async () => {
    for (const route of routes)
      expect([route, await knock(newOperator(world), route)]).toEqual([
        route,
        table[route] === 'anyone' ? 'malformed-request' : 'unauthorized',
      ])
  })

  it('sensitive acts need a fresh proof after five minutes, and others do not', async () => {
    world.turnClock(5 * 60_000)
    for (const route of routes.filter((one) => table[one] !== 'anyone'))
      expect([route, await knock(staff.get('owner') as TestOperator, route)]).toEqual([
        route,
        table[route].endsWith('+') ? 'step-up-needed' : 'malformed-request',
      ])
  })

  it('each route declares what the table says', () => {
    expect(Object.keys(adminRoutes).sort()).toEqual([...routes].sort())
    for (const [name, { permission }] of Object.entries(adminRoutes)) {
      const said = permission === 'anyone' ? 'anyone' : `${rule(permission).roles[0]}${rule(permission).stepUp ? '+' : ''}`
      expect([name, said]).toEqual([name, table[name as Route]])
    }
  })
})
