import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPlace } from '../../testing/open-test-database.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { MAIL } from '../../testing/people.ts'
import { roomy } from '../../testing/roomy.ts'
import { watchStatements } from '../../testing/watch-statements.ts'
import { systemClock } from '../world/clock.ts'
import type { OutboxWorker } from './start-outbox.ts'
import { startOutbox } from './start-outbox.ts'

const PHONE = '+4915112345678'

describe('the worker of the outbox', () => {
  let world: TestWorld
  let worker: OutboxWorker | undefined
  const faults: unknown[] = []
  beforeEach(async () => {
    world = await openWorld({ limits: roomy }, { now: Date.now() })
    await world.addAccount('jane', {
      identifiers: [{ kind: 'email', value: MAIL }],
      destinations: [
        { channel: 'email', value: MAIL, verified: true },
        { channel: 'phone', value: PHONE, verified: true },
      ],
    })
  })
  afterEach(async () => {
    await worker?.stop()
    await world.close()
    expect(faults.splice(0)).toEqual([])
  })
  const start = (db = world.db) => {
    worker = startOutbox({ ...world.deps, db }, (fault) => faults.push(fault))
  }
  const until = async (isTrue: () => boolean) => {
    while (!isTrue()) await wait(5)
  }

  it('delivers what is put in while it sleeps, by this process and by another one', async () => {
    start()
    await world.toChallenge(MAIL, MAIL)
    await until(() => world.mails.length === 1)
    await worker?.stop()
    const other = await openPlace(world.settings)
    start(other)
    await world.toChallenge(MAIL, MAIL)
    await until(() => world.mails.length === 2)
    await worker?.stop()
    await other.close()
  })

  it('tries again when the time has come', async () => {
    world.mail.behaviour = 451
    let tries = 0
    worker = startOutbox({ ...world.deps, clock: systemClock, onSettled: () => (tries += 1) }, (fault) => faults.push(fault))
    await world.toChallenge(MAIL, MAIL)
    await until(() => tries === 1)
    world.mail.behaviour = 'takes'
    await until(() => world.mails.length === 1)
  })

  it('delivers more than leave at once, mail beside an SMS gateway that hangs', async () => {
    world.gateway.behaviour = 'hangs'
    for (let n = 0; n < 9; n += 1) await world.toChallenge(MAIL, '5678', { method: 'sms-code' })
    for (let n = 0; n < 20; n += 1) await world.toChallenge(MAIL, MAIL)
    start()
    await until(() => world.mails.length === 20)
    expect(new Set(world.mails.map(({ messageId }) => messageId)).size).toBe(20)
  })

  it.skipIf(process.env.TEST_DATABASE === 'sqld')('looks into no table while nothing is written', async () => {
    const statements = await watchStatements(world.db)
    let asked = 0
    const changes = () => {
      const hasChanged = world.db.changes()
      return async () => {
        asked += 1
        return await hasChanged()
      }
    }
    start({ ...world.db, changes })
    const roundsAfter = async (rounds: number) => {
      const before = asked
      await until(() => asked >= before + rounds)
    }
    await roundsAfter(2)
    statements.take()
    await roundsAfter(2)
    expect(statements.take()).toEqual([])
  })
})
