import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hire } from '../../testing/hire.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld, SHOP } from '../../testing/open-world.ts'
import type { TestOperator } from '../../testing/operator.ts'
import { backup } from '../db/backup/backup.ts'

describe('the first steps of an installation', () => {
  let world: TestWorld
  let olga: TestOperator
  const steps = async () => (await olga.send('GET /first-run')).body
  const waits = async () => (await olga.send('GET /standing')).body.waits

  beforeEach(async () => {
    world = await openWorld()
    olga = await hire(world, 'olga@example.com', 'owner')
  })
  afterEach(async () => {
    expect(world.faults).toEqual([])
    await world.close()
  })

  it('show what is missing, each decided by a fact', async () => {
    expect(await steps()).toEqual({
      mail: { configured: true, failing: false, sentAt: null },
      site: { key: world.site.siteKey, seenAt: null },
      accounts: { here: false, elsewhere: false },
      operators: 1,
      backupAt: null,
    })
    await world.addAccount('jane', { identifiers: [{ kind: 'email', value: 'jane@example.com' }], destinations: [] })
    await olga.send('POST /invitations', { email: 'vic@example.com', role: 'viewer', mail: true })
    await world.deliver()
    await hire(world, 'vic@example.com', 'viewer')
    expect(await steps()).toMatchObject({ mail: { sentAt: world.now() }, accounts: { here: true }, operators: 2 })
  })

  it('consider a site embedded once one of its pages has shown the widget, and not before', async () => {
    const face = (origin?: string) => world.call('GET', `/v1/sites/${world.site.siteKey}`, undefined, origin ? { origin } : {})
    await face()
    await face('https://elsewhere.example')
    expect((await steps()).site.seenAt).toBeNull()
    const first = world.now()
    await face(SHOP)
    world.turnClock(5000)
    await face(SHOP)
    expect((await steps()).site.seenAt).toBe(first)
  })

  it('include when the last backup was written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'regain-backup-'))
    try {
      if (!world.settings.url.startsWith('file:')) return
      await backup(world.settings, join(folder, 'a.db'), world.now())
      expect(existsSync(join(folder, 'a.db'))).toBe(true)
      expect((await steps()).backupAt).toBe(world.now())
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('count what waits: open cases, those that are nearly a day old, and requests by others', async () => {
    expect(await waits()).toEqual({ alerts: 0, cases: 0, casesNear: 0, approvals: 0, calls: 0, verifiedAt: null })
    const otto = await hire(world, 'otto@example.com', 'owner')
    const subject = { operator: 'somebody', role: 'owner' }
    await otto.send('POST /approvals', { action: 'role-grant', subject, reason: 'we need one more of us' })
    await olga.send('POST /approvals', { action: 'role-grant', subject, reason: 'my own is not mine to decide' })
    expect((await waits()).approvals).toBe(1)
  })
})
