/** Routes of a flow: start, read, answer. */
import { AnswerSchema, FlowReplySchema, StartedReplySchema, StartRequestSchema } from '@regain/core'
import type { Context } from 'hono'
import type { FlowRequest } from '../flows/recovery-deps.ts'
import type { Api } from '../http/api.ts'
import { bearerToken, checkOrigin, siteByKey, siteOfPage } from '../http/env.ts'
import type { AddressOf } from '../http/visitor.ts'
import { visitorOf } from '../http/visitor.ts'
import { ProblemError } from '../problems/problem.ts'
import { answerFlow, readFlow } from '../recovery/answer.ts'
import { readLinkKey } from '../recovery/links.ts'
import { startFlow } from '../recovery/start.ts'
import type { Deps } from '../wiring/deps.ts'

/** BCP 47's tag for no language: once an account is named, its own language is used. */
const UNDETERMINED = 'und'

export function flowRoutes({ route }: Api, deps: Deps, address: AddressOf): void {
  const requestOf = (c: Context): FlowRequest => ({
    flow: c.req.param('id') ?? '',
    token: bearerToken(c),
    visitor: visitorOf(c, address),
    page: c.req.header('origin'),
    siteOf: siteOfPage(c, deps),
  })

  route(
    'post',
    '/v1/flows',
    {
      part: 'recovery',
      summary: 'Start a recovery',
      details:
        'Reads and changes nothing about any account. The token is the secret of this flow: keep it in memory, and in the tab’s `sessionStorage` until the flow ends if the page must survive a reload. In place of the site’s key, Regain’s own pages send `undo_…` or `case_…` if a link has named the account, and `<regain-security>` sends `drill_…` for a practice run, which changes nothing. `device`: the token of a familiar browser, which has its own share of the daily codes and guesses. A wrong token, or one of another account, has no effect and is not reported.',
      body: StartRequestSchema,
      replies: { 201: { description: 'The flow at its first step.', json: StartedReplySchema } },
      problems: ['not-found', 'value-refused', 'too-many-requests'],
    },
    async ({ c, body: { reason, locale = UNDETERMINED, timeZone, site: key, device }, reply }) => {
      const visitor = { ...visitorOf(c, address), timeZone }
      const link = readLinkKey(key)
      if (link) {
        if (link.atSite) {
          const found = await link.find(link.token, deps)
          if (!found) throw new ProblemError('not-found')
          checkOrigin(c, found.site, deps.origin)
        }
        // Links work only on our own page; a site's page can't have one.
        else if ((c.req.header('origin') ?? deps.origin) !== deps.origin) throw new ProblemError('origin-refused')
        return reply(201, await link.start({ token: link.token, locale, visitor }, deps))
      }
      const site = await siteByKey(deps.sites, key)
      checkOrigin(c, site, deps.origin)
      return reply(201, await startFlow({ site, reason, locale, device, visitor }, deps))
    },
  )

  route(
    'get',
    '/v1/flows/:id',
    {
      part: 'recovery',
      summary: 'Read a flow',
      bearer: 'flow',
      replies: { 200: { description: 'The flow at its next step.', json: FlowReplySchema } },
      problems: ['not-found'],
    },
    async ({ c, reply }) => reply(200, await readFlow(requestOf(c), deps)),
  )

  route(
    'post',
    '/v1/flows/:id/answers',
    {
      part: 'recovery',
      summary: 'Answer the current step',
      details:
        'Each step lists the answers that it accepts; any other answer is refused with `wrong-step` and the current flow. An expected refusal (a wrong code, a weak password) is returned with status 200, as `problem` beside the flow.',
      bearer: 'flow',
      body: AnswerSchema,
      replies: { 200: { description: 'The flow at its next step, and a `problem` if there is one.', json: FlowReplySchema } },
      problems: ['not-found', 'wrong-step', 'in-progress', 'value-refused', 'too-many-requests'],
    },
    async ({ c, body, reply }) => reply(200, await answerFlow(requestOf(c), body, deps)),
  )
}
