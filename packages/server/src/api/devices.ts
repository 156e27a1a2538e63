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
      summary: 'Reads whether somebody asks to get back into the account',
      details:
        'For a token of `POST /v1/accounts/{accountId}/devices`. Attempts that chose `device-approval`, and none where somebody says that another person is in the account. Changes nothing.',
      replies: { 200: { description: 'What is asked now.', json: AsksReplySchema } },
    },
    async ({ c, reply }) => reply(200, { device: await listAsks(deps.db.read, requestOf(c), deps) }),
  )
  route(
    'post',
    '/v1/security/asks',
    {
      ...common,
      summary: 'Says that an attempt is one’s own, or is not',
      details:
        'By the number that the screen of the attempt shows: one try. `stranger` ends the attempt, is told to every address, and keeps further ones from asking for a day.',
      body: AskAnswerSchema,
      replies: { 200: { description: 'What came of it, and what is asked now.', json: AsksReplySchema } },
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
