/** Routes for a signed-in device in `<regain-security>`: open attempts at its own account, and its answer to them. */
import { AskAnswerSchema, AsksReplySchema } from '@regain/core'
import type { Context } from 'hono'
import type { Api } from '../http/api.ts'
import { bearerToken, siteOfPage } from '../http/env.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import { answerApproval } from '../recovery/approve.ts'
import type { DeviceRequest } from '../security-page/device.ts'
import { findAsk, listAsks } from '../security-page/device.ts'
import type { Deps } from '../wiring/deps.ts'

export function deviceRoutes({ route }: Api, deps: Deps, address: AddressOf): void {
  const requestOf = (c: Context): DeviceRequest => ({
    token: bearerToken(c),
    visitor: visitorOf(c, address),
    siteOf: siteOfPage(c, deps),
  })
  const common = { part: 'security', bearer: 'enrolment' } as const

  route(
    'get',
    '/v1/security/asks',
    {
      ...common,
      summary: 'List recovery requests for the device’s account',
      details:
        'Needs a token from `POST /v1/accounts/{accountId}/devices`. Lists open attempts that chose `device-approval`, except those that report somebody else in the account.',
      replies: { 200: { description: 'The open requests.', json: AsksReplySchema } },
    },
    async ({ c, reply }) => reply(200, { device: await listAsks(deps.db.read, requestOf(c), deps) }),
  )
  route(
    'post',
    '/v1/security/asks',
    {
      ...common,
      summary: 'Approve or deny a recovery request',
      details:
        'Approve with the number on the screen of the attempt; there is one try. `stranger` ends the attempt, notifies every address, and stops further requests for a day.',
      body: AskAnswerSchema,
      replies: { 200: { description: 'The result, and the open requests.', json: AsksReplySchema } },
      problems: ['too-many-requests'],
    },
    async ({ c, body, reply }) => {
      const request = requestOf(c)
      const number = 'number' in body ? body.number : undefined
      const answered = await answerApproval({ find: (tx) => findAsk(tx, body.id, request, deps), number }, request.visitor, deps)
      return reply(200, { device: await listAsks(deps.db.read, request, deps), came: answered?.came ?? 'gone' })
    },
  )
}
