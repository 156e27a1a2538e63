/** Every route of the console's API, and the types that the console's client is built from. */
import type * as v from 'valibot'
import { accounts } from './accounts.ts'
import { alerts } from './alerts.ts'
import { attempts } from './attempts.ts'
import { calls } from './calls.ts'
import { cases } from './cases.ts'
import { deliveries } from './deliveries.ts'
import { entering } from './entering.ts'
import { fourEyes } from './four-eyes.ts'
import { overview } from './overview.ts'
import { policy } from './policy.ts'
import { provider } from './provider.ts'
import { readiness } from './readiness.ts'
import { auditRoutes } from './record.ts'
import type { OpenRoute, OperatorRoute } from './route.ts'
import { self } from './self.ts'
import { sites } from './sites.ts'
import { staff } from './staff.ts'
import { standing } from './standing.ts'
import { views } from './views.ts'

export const adminRoutes = {
  ...entering,
  ...self,
  ...views,
  ...staff,
  ...fourEyes,
  ...standing,
  ...provider,
  ...auditRoutes,
  ...overview,
  ...alerts,
  ...readiness,
  ...deliveries,
  ...attempts,
  ...accounts,
  ...cases,
  ...calls,
  ...sites,
  ...policy,
}

type Contract<Routes> = {
  [Name in keyof Routes]: Routes[Name] extends
    | OpenRoute<infer Body, infer Query, infer Reply>
    | OperatorRoute<infer Body, infer Query, infer Reply>
    ? { body: v.InferInput<Body>; query: v.InferInput<Query>; reply: Reply }
    : never
}

/** By `METHOD /path`: the request and the reply. Types only, because the console imports no code of the server. */
export type AdminApi = Contract<typeof adminRoutes>
