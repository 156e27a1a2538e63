/** Console routes for attempts: list, find, watch and cancel them. */
import { ReasonSchema as FlowReasonSchema, signalNames } from '@regain/core'
import * as v from 'valibot'
import { viewSite } from '../api/sites.ts'
import { cancelAttempts, countOpen } from '../attempts/cancel-attempts.ts'
import { listAttempts, readAttempt, searchAttempts } from '../attempts/list-attempts.ts'
import { newestEvent } from '../attempts/newest-event.ts'
import { attemptStates } from '../attempts/show-attempt.ts'
import type { Moved } from '../attempts/watch-attempts.ts'
import { watchAttempts } from '../attempts/watch-attempts.ts'
import { may } from '../operators/permissions.ts'
import { readSession } from '../operators/sessions.ts'
import { ProblemError } from '../problems/problem.ts'
import type { ServerEvent } from './event-stream.ts'
import { eventStream } from './event-stream.ts'
import type { AdminDeps } from './route.ts'
import { forOperators } from './route.ts'
import { CursorSchema, MomentSchema, ReasonSchema, WordSchema } from './schemas.ts'

const AttemptQuerySchema = v.strictObject({
  realm: WordSchema,
  site: WordSchema,
  reason: v.optional(FlowReasonSchema),
  state: v.optional(v.picklist([...attemptStates, 'recovered'])),
  signs: v.optional(v.picklist([...signalNames, 'any', 'high'])),
  account: WordSchema,
  name: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w-]{1,64}(,[\w-]{1,64}){0,99}$/),
      v.transform((names) => names.split(',')),
    ),
  ),
  addressPrefix: WordSchema,
  browser: WordSchema,
  country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
  from: MomentSchema,
  until: MomentSchema,
  /** `next` of the last page. */
  before: CursorSchema,
})

const WhichSchema = v.union([
  v.strictObject({ addressPrefix: v.pipe(v.string(), v.maxLength(64)) }),
  v.strictObject({ account: v.pipe(v.string(), v.maxLength(128)) }),
])

export const attempts = {
  'GET /attempts': forOperators('attempts.read', {
    query: AttemptQuerySchema,
    answer: ({ query: { before, ...filter } }, deps) => listAttempts(filter, before, deps),
  }),
  /** In the body, so that the searched name appears in no log. */
  'POST /attempts/search': forOperators('attempts.read', {
    body: v.strictObject({ identifier: v.pipe(v.string(), v.minLength(1), v.maxLength(254)) }),
    answer: ({ body: { identifier }, by, caller }, deps) =>
      searchAttempts({ identifier, operator: by.operator, requestId: caller.requestId }, deps),
  }),
  /** Server-sent events: `attempts` (their current state), `reload` (too much has changed), `still-here` (at least every 6 seconds), `signed-out`. Continues from `Last-Event-ID`, or from a list's `event`. */
  'GET /attempts/live': forOperators('attempts.read', {
    quiet: true,
    query: v.strictObject({ after: MomentSchema }),
    async answer({ lastEvent, query: { after }, cookies, signedIn: { operator } }, deps) {
      const close = deps.streams.open(operator.id)
      const gone = new AbortController()
      const signal = deps.stopping ? AbortSignal.any([gone.signal, deps.stopping]) : gone.signal
      const token = cookies.get('session') ?? ''
      signal.addEventListener('abort', close)
      const moves = watchAttempts(lastEvent ?? after ?? (await newestEvent(deps)), deps, signal)
      return eventStream(closing(liveAttempts(moves, token, deps), close), () => gone.abort())
    },
  }),
  'GET /attempts/open': forOperators('attempts.read', {
    query: WhichSchema,
    answer: ({ query }, deps) => countOpen(query, deps),
  }),
  'GET /attempts/:attempt': forOperators('attempts.read', {
    async answer({ params: { attempt = '' } }, deps) {
      const read = await readAttempt(attempt, deps)
      const site = await deps.sites.byKey(read.attempt.site)
      return { ...read, ...(site && { site: viewSite(site, deps) }) }
    },
  }),
  'POST /attempts/:attempt/cancel': forOperators('attempts.cancel', {
    body: v.strictObject({ reason: ReasonSchema }),
    async answer({ params: { attempt = '' }, body: { reason }, by, caller }, deps) {
      const done = await cancelAttempts({ which: { attempt }, reason, operator: by.operator, requestId: caller.requestId }, deps)
      if (done.cancelled === 0) throw new ProblemError('not-found')
    },
  }),
  'POST /attempts/cancel': forOperators('attempts.cancel', {
    body: v.strictObject({
      which: WhichSchema,
      reason: ReasonSchema,
    }),
    answer: ({ body, by, caller }, deps) => cancelAttempts({ ...body, operator: by.operator, requestId: caller.requestId }, deps),
  }),
}

/** The session is read again in each round, so that the stream ends when the operator loses the permission. */
async function* liveAttempts(
  moves: AsyncIterable<Moved | undefined>,
  token: string,
  deps: AdminDeps,
): AsyncGenerator<ServerEvent | undefined> {
  for await (const moved of moves) {
    const signedIn = await readSession(token, true, deps)
    if (!signedIn || !may(signedIn.operator.role, 'attempts.read')) {
      yield { event: 'signed-out', data: null }
      return
    }
    yield moved && { id: moved.event, event: moved.attempts ? 'attempts' : 'reload', data: moved.attempts ?? null }
  }
}

async function* closing<Event>(events: AsyncIterable<Event>, close: () => void): AsyncGenerator<Event> {
  try {
    yield* events
  } finally {
    close()
  }
}
