/** Registers a route with its input, its replies and its refusals: requests are checked by this, and `/openapi.json` is written from it. */
import type { ProblemCode, SiteScope } from '@regain/core'
import type { Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as v from 'valibot'
import { ProblemError } from '../problems/problem.ts'
import type { Admit } from './admission.ts'
import type { Env } from './env.ts'
import type { Form } from './read-form.ts'
import { readForm } from './read-form.ts'
import { readJson } from './read-json.ts'
import { readQuery } from './read-query.ts'

export type Method = 'get' | 'put' | 'post' | 'delete'

export interface Reply {
  description: string
  /** The body. Absent: there is none, or it has another `type`. */
  json?: v.GenericSchema
  type?: string
}

export interface Operation<
  Body extends v.GenericSchema | undefined = v.GenericSchema | undefined,
  Query extends v.GenericSchema | undefined = v.GenericSchema | undefined,
  Replies extends Readonly<Record<number, Reply>> = Readonly<Record<number, Reply>>,
  Field extends string = string,
> {
  /** `recovery` and `security`: for browsers on the site's registered origins. `accounts`: for the site's own back end. */
  part: 'recovery' | 'security' | 'accounts' | 'pages' | 'health'
  summary: string
  details?: string
  /** What the token in `Authorization: Bearer` identifies. */
  bearer?: 'flow' | 'site' | 'enrolment'
  /** The scope that the site's key needs. */
  scope?: SiteScope
  body?: Body
  /** The fields of the page's form, posted urlencoded. */
  form?: readonly Field[]
  /** Set for a page that posts its form repeatedly to poll: its route counts only requests that cost more than a look. */
  countsItself?: true
  query?: Query
  /** Replies by status. */
  replies: Replies
  /** In addition to those that follow from the above. */
  problems?: readonly ProblemCode[]
}

export interface Registered extends Operation {
  method: Method
  /** In Hono's syntax: `/v1/flows/:id`. */
  path: string
}

type Read<Schema> = Schema extends v.GenericSchema ? v.InferOutput<Schema> : undefined

interface Asked<Body, Query, Replies extends Readonly<Record<number, Reply>>, Field extends string> {
  c: Context<Env>
  body: Read<Body>
  form: Form<Field>
  query: Read<Query>
  /** Answers with one of the operation's statuses and the body that it promises. */
  reply<Status extends keyof Replies & number>(
    status: Status,
    ...json: Replies[Status]['json'] extends v.GenericSchema ? [v.InferInput<Replies[Status]['json']>] : []
  ): Response
}

export interface Api {
  route<
    const Body extends v.GenericSchema | undefined,
    const Query extends v.GenericSchema | undefined,
    const Replies extends Readonly<Record<number, Reply>>,
    const Field extends string = never,
  >(
    method: Method,
    path: string,
    operation: Operation<Body, Query, Replies, Field>,
    answer: (asked: Asked<Body, Query, Replies, Field>) => Promise<Response>,
  ): void
  operations: readonly Registered[]
}

const NothingSchema = v.strictObject({})

export interface Guards {
  /** Throws if the server has too much to do, before any other work. */
  admit: Admit
  /** Throws if too many forms came from one place, before any of them is read. */
  letFormIn(c: Context<Env>): Promise<void>
}

export function createApi(app: Hono<Env>, { admit, letFormIn }: Guards): Api {
  const operations: Registered[] = []
  return {
    operations,
    route(method, path, operation, answer) {
      operations.push({ method, path, ...operation })
      const isStrict = path.startsWith('/v1/')
      // Probes must tell an overloaded server from a dead one, and files and pages are read without waiting for anything.
      const isAlwaysAnswered = operation.part === 'health' || (operation.part === 'pages' && method === 'get')
      const work = async (c: Context<Env>): Promise<Response> => {
        if (operation.bearer && !/^Bearer \S+$/.test(c.req.header('authorization') ?? '')) throw new ProblemError('unauthorized')
        if (operation.scope) c.set('scope', operation.scope)
        const query = isStrict ? readQuery(c, operation.query ?? NothingSchema) : undefined
        if (operation.form && !operation.countsItself) await letFormIn(c)
        const body = operation.body && (await readJson(c, operation.body))
        return await answer({
          c,
          body: body as never,
          form: (operation.form ? await readForm(c, operation.form) : {}) as never,
          query: query as never,
          reply: (status, ...[json]) =>
            json === undefined ? c.body(null, status as 204) : c.json(json as object, status as ContentfulStatusCode),
        })
      }
      if (isAlwaysAnswered) return void app[method](path, work)
      app[method](path, async (c) => {
        const leave = admit(c, operation.bearer === 'site' ? 'site' : 'person')
        try {
          return await work(c)
        } finally {
          leave()
        }
      })
    },
  }
}
