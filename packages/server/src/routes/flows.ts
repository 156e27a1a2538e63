/** The flow itself: begin, read, answer. */
import { AnswerSchema, StartRequestSchema } from '@regain/core'
import type { Context, Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { readJson } from '../middleware/read-json.ts'
import type { AddressOf } from '../middleware/visitor.ts'
import { visitorOf } from '../middleware/visitor.ts'
import { answerFlow, readFlow } from '../recovery/answer.ts'
import type { FlowRequest } from '../recovery/recovery-deps.ts'
import { startFlow } from '../recovery/start.ts'
import { ProblemError } from '../security/problem.ts'
import type { Env } from './env.ts'
import { checkOrigin } from './env.ts'
import { siteByKey } from './sites.ts'

export function flowRoutes(app: Hono<Env>, deps: Deps, origin: string, address: AddressOf): void {
  const requestOf = (c: Context): FlowRequest => ({
    flow: c.req.param('id') ?? '',
    token: bearerToken(c),
    visitor: visitorOf(c, address),
    async siteOf(key) {
      const site = await deps.sites.byKey(key)
      if (site) checkOrigin(c, site, origin)
      return site
    },
  })

  app.post('/v1/flows', async (c) => {
    const { reason, locale = 'en', site: key } = await readJson(c, StartRequestSchema)
    const site = await siteByKey(deps, key)
    checkOrigin(c, site, origin)
    return c.json(await startFlow({ site, reason, locale, visitor: visitorOf(c, address) }, deps), 201)
  })

  app.get('/v1/flows/:id', async (c) => c.json(await readFlow(requestOf(c), deps)))

  app.post('/v1/flows/:id/answers', async (c) => {
    const answer = await readJson(c, AnswerSchema)
    return c.json(await answerFlow(requestOf(c), answer, deps))
  })
}

function bearerToken(c: Context): string {
  const token = /^Bearer ([A-Za-z0-9_-]{1,128})$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (token === undefined) throw new ProblemError('unauthorized')
  return token
}
