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
      summary: 'Begins a recovery',
      details:
        'Nothing about any account is read or changed. The token is the flow’s own secret: keep it in memory, and where the page must come back after a reload, in the tab’s `sessionStorage` until the flow’s end. In place of a site’s key, our own pages begin with `undo_…` or `case_…` where a link has said whose account it is about, and `<regain-security>` with `drill_…`: a practice run, from which nothing follows. `device`, where the page has one: strangers who use up the day’s codes and guesses of the account leave it a share of its own. A wrong one, or one of another account, is answered as none is.',
      body: StartRequestSchema,
      replies: { 201: { description: 'The flow, at its first step.', json: StartedReplySchema } },
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
      summary: 'Reads a flow',
      bearer: 'flow',
      replies: { 200: { description: 'The flow, at its next step.', json: FlowReplySchema } },
      problems: ['not-found'],
    },
    async ({ c, reply }) => reply(200, await readFlow(requestOf(c), deps)),
  )

  route(
    'post',
    '/v1/flows/:id/answers',
    {
      part: 'recovery',
      summary: 'Answers the step of a flow',
      details:
        'Each step says which answers it takes; another one is `wrong-step`, with the flow as it stands. An expected "no" (a wrong code, a weak password) is news: it comes in a 200 as `problem`, beside the flow.',
      bearer: 'flow',
      body: AnswerSchema,
      replies: { 200: { description: 'The flow, at its next step, and news if there is any.', json: FlowReplySchema } },
      problems: ['not-found', 'wrong-step', 'in-progress', 'value-refused', 'too-many-requests'],
    },
    async ({ c, body, reply }) => reply(200, await answerFlow(requestOf(c), body, deps)),
  )
}
