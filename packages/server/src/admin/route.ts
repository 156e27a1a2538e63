/** A route of the console's API: its permission, its input, its reply. `mount.ts` makes the checks that no route may forget. */
import * as v from 'valibot'
import type { By } from '../operators/note.ts'
import type { Caller, SignedIn } from '../operators/operator.ts'
import type { Permission } from '../operators/permissions.ts'
import type { Deps } from '../wiring/deps.ts'
import type { Cookies } from './cookies.ts'
import type { OpenStreams } from './open-streams.ts'

export type AdminDeps = Deps & {
  /** Aborts when the server stops: streams end, so that it need not wait for them. */
  stopping?: AbortSignal | undefined
  streams: OpenStreams
}

export interface Given<Body, Query> {
  body: Body
  query: Query
  /** Parameters of the path; each looks like an id. */
  params: Readonly<Record<string, string>>
  caller: Caller
  cookies: Cookies
  /** Last event of a stream that was interrupted (`Last-Event-ID`). */
  lastEvent: number | undefined
}

export interface GivenByOperator<Body, Query> extends Given<Body, Query> {
  signedIn: SignedIn
  /** For the audit log. */
  by: By & { operator: string }
}

type Schema = v.GenericSchema

interface Takes<Body extends Schema, Query extends Schema> {
  body: Body
  query: Query
}

export interface OpenRoute<Body extends Schema, Query extends Schema, Reply> extends Takes<Body, Query> {
  permission: 'anyone'
  answer(given: Given<v.InferOutput<Body>, v.InferOutput<Query>>, deps: AdminDeps): Promise<Reply>
}

export interface OperatorRoute<Body extends Schema, Query extends Schema, Reply> extends Takes<Body, Query> {
  permission: Permission
  /** The console sends it by itself, so it is no activity of the operator. */
  quiet: boolean
  answer(given: GivenByOperator<v.InferOutput<Body>, v.InferOutput<Query>>, deps: AdminDeps): Promise<Reply>
}

const Nothing = v.strictObject({})
type Nothing = typeof Nothing

/** For callers who are not signed in. Each of these routes authenticates somebody and counts a limit itself. */
export const forAnyone = <Reply, Body extends Schema = Nothing>(route: {
  body?: Body
  answer: OpenRoute<Body, Nothing, Reply>['answer']
}): OpenRoute<Body, Nothing, Reply> => ({ permission: 'anyone', body: Nothing as unknown as Body, query: Nothing, ...route })

export const forOperators = <Reply, Body extends Schema = Nothing, Query extends Schema = Nothing>(
  permission: Permission,
  route: { body?: Body; query?: Query; quiet?: true; answer: OperatorRoute<Body, Query, Reply>['answer'] },
): OperatorRoute<Body, Query, Reply> => ({
  permission,
  body: Nothing as unknown as Body,
  query: Nothing as unknown as Query,
  quiet: false,
  ...route,
})
