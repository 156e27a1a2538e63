import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cluster, Member } from '../../testing/open-cluster.ts'
import { openCluster } from '../../testing/open-cluster.ts'
import { sqldPlace, testPlace } from '../../testing/open-test-database.ts'
import { limits, recoverUnderLoad } from '../../testing/recover-under-load.ts'

/** `KILLS=200` runs the full test; the daily run has fewer. */
const KILLS = Number(process.env.KILLS ?? 4)
const PEOPLE = 6

describe(`${KILLS} kills at random moments under load`, { timeout: 300_000 + KILLS * 15_000 }, () => {
  let cluster: Cluster
  let place: Awaited<ReturnType<typeof testPlace>> & { restart?(): Promise<void> }

  beforeAll(async () => {
    place = process.env.TEST_DATABASE === 'sqld' ? await sqldPlace() : await testPlace()
    cluster = await openCluster(place, 3, { limits })
  })
  afterAll(async () => {
    await cluster.close()
    await place.remove()
  })

  it('lose nothing that was acknowledged, use no code twice, and leave nothing half done', async () => {
    const load = await recoverUnderLoad(cluster, PEOPLE)
    // One after the other, so that the others carry the load meanwhile, and each is killed in the middle of it.
    try {
      for (let kills = 1; kills <= KILLS; kills += 1) {
        await wait(randomInt(800))
        const member = cluster.members[randomInt(cluster.members.length)] as Member
        await member.kill()
        await member.start()
        // And the database itself from time to time.
        if (kills % 10 === 5) await place.restart?.()
      }
    } finally {
      await load.stop()
    }
    const changed = await load.check(cluster.db)
    const arrived = new Set(cluster.mail.mails.map(({ messageId }) => messageId))
    const copies = cluster.mail.mails.length - arrived.size
    console.log(`${KILLS} kills: ${changed} passwords changed, ${arrived.size} messages, ${copies} of them twice`)
    expect(changed).toBeGreaterThan(0)
  })
})
