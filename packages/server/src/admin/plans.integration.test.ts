import type { InStatement, ResultSet } from '@libsql/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { MAIL, personAt } from '../../testing/people.ts'
import type { AdminApi } from './api.ts'
import { adminRoutes } from './api.ts'

type Route = keyof AdminApi
type Client = { execute(statement: InStatement): Promise<Omit<ResultSet, 'rows'> & { rows: ArrayLike<unknown>[] }> }

/** They grow with the number of people, attempts or events. All others have a few rows for each realm, site or operator. */
const LARGE = [
  'accounts',
  'identifiers',
  'destinations',
  'account_locks',
  'flows',
  'challenges',
  'audit_events',
  'outbox',
  'cases',
  'devices',
  'limits',
  'undo_capsules',
  'recovery_contacts',
  'passkeys',
  'saved_codes',
  'sign_in_failures',
  'sign_in_sources',
  'lost_names',
  'waits',
  'enrolments',
  'reminders',
  'access_decisions',
  'kept_methods',
  'contact_asks',
  'wrong_guesses',
  'act_reasons',
  'used_captchas',
  'used_questions',
  'counts',
]

describe.skipIf(process.env.TEST_DATABASE === 'sqld')('every query of the console', () => {
  let world: TestWorld
  let owner: TestOperator
  let flow: string
  beforeAll(async () => {
    world = await openWorld()
    await world.addAccount('jane', personAt(MAIL))
    flow = (await world.toChallenge(MAIL, MAIL)).flow.flow.id
    owner = await hire(world, 'olga@example.com', 'owner')
  })
  afterAll(() => world.close())

  const filters: Partial<Record<Route, Record<string, string>[]>> = {
    'GET /attempts': [
      {},
      { realm: 'r' },
      { site: 's' },
      { state: 'open' },
      { state: 'recovered' },
      { state: 'cancelled' },
      { reason: 'compromised' },
      { signs: 'any' },
      { account: 'a' },
      { name: 'a,b' },
      { addressPrefix: '192.0.2.1' },
      { browser: 'Firefox on Linux' },
      { country: 'DE' },
      { from: '1', until: '2' },
      { realm: 'r', state: 'open', browser: 'Firefox on Linux', from: '1', until: '2' },
      { before: '5.a' },
    ],
    'GET /attempts/open': [{ addressPrefix: '192.0.2.1' }, { account: 'a' }],
    'GET /events': [
      {},
      { realm: 'r' },
      { name: 'flow.started' },
      { flow: 'f' },
      { account: 'a' },
      { actor: 'operator' },
      { operator: 'o' },
      { from: '1', before: '2' },
      { after: '5.6' },
    ],
    'GET /deliveries': [{}, { state: 'dead', channel: 'email' }, { after: '5.a' }],
  }
  /** A stream, which does not end. */
  const routes = (Object.keys(adminRoutes) as Route[]).filter((route) => route.startsWith('GET ') && route !== 'GET /attempts/live')

  it('uses an index on every table that grows', async () => {
    const plans = await plansOf(world, async () => {
      const site = world.site.siteKey
      const params = { realm: world.realm, account: 'jane', attempt: flow, site, case: 'c', operator: 'o', export: 'e', webhook: 'w' }
      for (const route of routes)
        for (const query of filters[route] ?? [{}]) {
          const { status, body } = await owner.send(route, undefined, { params, query })
          expect([200, 404], `${route} ${JSON.stringify(query)}: ${JSON.stringify(body)}`).toContain(status)
        }
    })
    expect(plans.size).toBeGreaterThan(routes.length)
    const scans = [...plans].filter(([statement, steps]) => !isNewestFirst(statement) && LARGE.some((table) => isScanned(table, steps)))
    expect(scans.map(([statement, steps]) => `${statement}: ${steps.join(', ')}`)).toEqual([])
  })

  it('is reported if it scans a table', async () => {
    const plans = await plansOf(world, () => clientOf(world).execute('SELECT count(*) FROM flows WHERE guesses = 3'))
    expect([...plans.values()]).toEqual([['SCAN flows']])
  })
})

/** Reads a few rows by their number. */
const isNewestFirst = (statement: string): boolean => !/ where /i.test(statement) && /order by \S+"id" desc limit \?$/.test(statement)

/** A scan of a subquery with the name of the table reads what its own steps found. */
function isScanned(table: string, steps: readonly string[]): boolean {
  const count = (step: string) => steps.filter((one) => one === step).length
  return count(`SCAN ${table}`) > count(`CO-ROUTINE ${table}`)
}

const clientOf = ({ db }: TestWorld): Client => (db.read as unknown as { $client: Client }).$client

/** The query plan of each statement that `work` reads with. */
async function plansOf(world: TestWorld, work: () => Promise<unknown>): Promise<Map<string, string[]>> {
  const client = clientOf(world)
  const execute = client.execute.bind(client)
  const plans = new Map<string, string[]>()
  client.execute = async (statement) => {
    const { sql, args } = typeof statement === 'string' ? { sql: statement, args: [] } : statement
    if (/^\s*(select|with)\b/i.test(sql)) {
      const { rows } = await execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args: args ?? [] })
      plans.set(
        sql,
        rows.map((row) => String(row[3])),
      )
    }
    return await execute(statement)
  }
  try {
    await work()
    return plans
  } finally {
    client.execute = execute
  }
}
