import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { watchStatements } from '../../testing/watch-statements.ts'
import type { Database } from '../db/database.ts'
import { realmReadiness } from '../db/schema.ts'
import { startReadiness } from './watch.ts'

/** Counts again at once, and without a change never. */
const REST = { times: 0, least: 5, most: Number.MAX_SAFE_INTEGER, idle: 5 }

describe('the job that counts readiness', () => {
  let world: TestWorld
  let job: ReturnType<typeof startReadiness> | undefined
  const faults: unknown[] = []
  beforeEach(async () => {
    world = await openWorld()
    await add('jane')
  })
  afterEach(async () => {
    await job?.stop()
    await world.close()
    expect(faults.splice(0)).toEqual([])
  })
  const add = (id: string) =>
    world.addAccount(id, {
      identifiers: [{ kind: 'handle', value: `${id}_1` }],
      destinations: [{ channel: 'email', value: `${id}@example.com`, verified: true }],
    })
  const start = (db: Database) => {
    job = startReadiness({ ...world.deps, db }, (fault) => faults.push(fault), REST)
  }
  const counted = async () => (await world.db.read.select().from(realmReadiness))[0]?.counts.accounts
  const until = async (isTrue: () => boolean | Promise<boolean>) => {
    while (!(await isTrue())) await wait(5)
  }

  it('counts a change that is committed while it stores its own count', async () => {
    let isFirst = true
    start({
      ...world.db,
      write: async (work) => {
        if (isFirst) {
          isFirst = false
          await add('joe')
        }
        return await world.db.write(work)
      },
    })
    await until(async () => (await counted()) === 2)
  })

  it.skipIf(process.env.TEST_DATABASE === 'sqld')('stores nothing and counts nothing while nothing changes', async () => {
    const statements = await watchStatements(world.db)
    let asked = 0
    let isFirst = true
    const changes = () => {
      const hasChanged = world.db.changes()
      // The count asks first; the other one belongs to reminders.
      if (!isFirst) return hasChanged
      isFirst = false
      return async () => {
        asked += 1
        return await hasChanged()
      }
    }
    start({ ...world.db, changes })
    await until(async () => (await counted()) === 1)
    // The count that its own commit causes is the last. A count asks twice, so three questions without a statement are none.
    await until(async () => {
      statements.take()
      const before = asked
      await until(() => asked >= before + 3)
      return statements.take().length === 0
    })
  })
})
