import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cluster, Member } from '../../testing/open-cluster.ts'
import { openCluster } from '../../testing/open-cluster.ts'
import type { Place } from '../../testing/open-test-database.ts'
import { answers, openPlace, testPlace } from '../../testing/open-test-database.ts'
import { limits, recoverUnderLoad } from '../../testing/recover-under-load.ts'
import { canTrace, injectInto, keepSynced } from '../../testing/syncs.ts'

/** `KILLS=200` runs the full test, with as many faults of each kind as a quarter of the kills; the daily run has one of each. */
const ROUNDS = Math.ceil(Number(process.env.KILLS ?? 4) / 4)
const PEOPLE = 6
const SERVERS = 2
/** `sqld` syncs at checkpoints alone, and cannot be told otherwise: see docs/operate.md, "Durability". */
const isSqld = process.env.TEST_DATABASE === 'sqld'

describe.skipIf(isSqld || !canTrace())('a disk that fails at random moments under load', { timeout: 300_000 + ROUNDS * 120_000 }, () => {
  let place: Place
  let cluster: Cluster
  beforeAll(async () => {
    place = await testPlace()
    cluster = await openCluster(place, SERVERS, { limits })
    // A power cut replaces the files: this process must have none of them open.
    await cluster.db.close()
  })
  afterAll(async () => {
    await cluster.close()
    await place.remove()
  })

  const anyMember = (): Member => cluster.members[randomInt(cluster.members.length)] as Member
  const isReady = ({ origin }: Member) => answers(`${origin}/readyz`)
  const until = (member: Member, ready: boolean) => expect.poll(() => isReady(member), { timeout: 60_000 }).toBe(ready)

  /** The kernel's own limit on the size of files: for the program it looks like a full disk. */
  async function fillDisk(): Promise<void> {
    const member = anyMember()
    const limitFiles = (bytes: number | 'unlimited') => execFileSync('prlimit', ['--pid', String(member.pid()), `--fsize=${bytes}:`])
    limitFiles(4096)
    await until(member, false)
    limitFiles('unlimited')
    await until(member, true)
  }

  /** Two syncs of three still work. */
  async function failSyncs(): Promise<void> {
    const member = anyMember()
    const repair = await injectInto(member.pid(), 'error=EIO:when=2+3')
    await until(member, false)
    await repair()
    await until(member, true)
  }

  async function cutPower(): Promise<void> {
    const { members } = cluster
    const synced = await keepSynced(
      members.map((member) => member.pid()),
      dirname(place.settings.url.slice('file:'.length)),
    )
    await expect.poll(() => synced.count(), { timeout: 60_000 }).toBeGreaterThan(5)
    await wait(randomInt(800))
    await Promise.all(members.map((member) => member.kill()))
    await synced.restore()
    await Promise.all(members.map((member) => member.start()))
  }

  it('loses nothing that was acknowledged, makes no code good twice, and leaves nothing half done', async () => {
    const load = await recoverUnderLoad(cluster, PEOPLE)
    try {
      for (let round = 0; round < ROUNDS; round += 1)
        for (const fault of [fillDisk, failSyncs, cutPower]) {
          await wait(randomInt(800))
          await fault()
        }
    } finally {
      await load.stop()
    }
    const db = await openPlace(place.settings)
    try {
      const changed = await load.check(db)
      console.log(`${ROUNDS} of each fault: ${changed} passwords changed`)
    } finally {
      await db.close()
    }
  })
})
