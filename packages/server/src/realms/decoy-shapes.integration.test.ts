import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DecoyShape } from '@regain/core'
import { defaultDecoyShape } from '@regain/core'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TEST_SECRET } from '../../testing/open-test-database.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import { importAccounts } from '../accounts/import/import-accounts.ts'
import { deriveKeys } from '../crypto/keys.ts'
import { realms } from '../db/schema.ts'
import { nameAccount } from '../flows/name-account.ts'
import { readSites } from '../sites/read-sites.ts'
import { keepDecoyShape } from './keep-decoy-shapes.ts'

const email = (value: string) => ({ channel: 'email', value, verified: true })
/** Of ten accounts, six have their mail address, three also a phone, one only a phone; and a single account has twelve addresses. */
function account(n: number) {
  const own = email(`p${n}@shop.example`)
  const phone = { channel: 'phone', value: `+4915112${String(n).padStart(6, '0')}`, verified: true }
  const places =
    n === 7 ? Array.from({ length: 12 }, (_, i) => email(`q${i}@rare.example`)) : n % 10 < 6 ? [own] : n % 10 < 9 ? [own, phone] : [phone]
  return JSON.stringify({ accountId: `a${n}`, identifiers: [{ kind: 'email', value: own.value }], destinations: places })
}

describe('decoys', () => {
  let world: TestWorld
  const folder = mkdtempSync(join(tmpdir(), 'regain-shapes-'))
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await world.close()
  })
  const site = async () => {
    // Read again, as another process would.
    const found = await readSites(world.db, world.deps.clock, world.deps.keys, world.deps.seal).byKey(world.site.siteKey)
    if (!found) throw new Error('no site')
    return found
  }
  const bringIn = async (from: number, to: number) => {
    const file = join(folder, `${from}`)
    writeFileSync(file, Array.from({ length: to - from }, (_, i) => account(from + i)).join('\n'))
    const quiet = {
      onRefused: () => undefined,
      onLeftOut: () => undefined,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    }
    return await importAccounts({ file, realm: (await site()).realm, ...quiet }, world.deps)
  }
  const shape = async () => {
    const [row] = await world.db.read.select().from(realms).where(eq(realms.id, world.realm))
    return JSON.parse(row?.decoyShape ?? '{}') as DecoyShape
  }
  async function listOf(name: string, keys = world.deps.keys) {
    const identifier = { kind: 'email' as const, value: name }
    const { offers } = nameAccount(
      { site: await site(), username: name, name: identifier, account: undefined, offered: ['email-code', 'sms-code'], now: world.now() },
      keys,
      world.deps.chance,
    )
    return offers.map(({ masked }) => masked).join(' ')
  }

  it('keep the default shape while a realm is too small to hide in', async () => {
    await bringIn(0, 90)
    expect(await keepDecoyShape(world.db, world.realm)).toBe(false)
    expect(await shape()).toEqual(defaultDecoyShape)
  })

  it('follow the realm: a thousand unknown names look like its accounts, but not like rare ones', async () => {
    await bringIn(90, 500)
    expect(await keepDecoyShape(world.db, world.realm)).toBe(true)
    expect((await shape()).email.map(({ slots }) => slots.join())).toEqual(['self', 'self,phone', 'phone'])
    expect((await shape()).initials.map(({ pair }) => pair)).toEqual(['ps'])

    const seen = { one: 0, both: 0, phone: 0 }
    for (let n = 0; n < 1000; n += 1) {
      const list = await listOf(`nobody${n}@else.example`)
      seen[list.includes('@') ? (list.includes(' ') ? 'both' : 'one') : 'phone'] += 1
    }
    const expected = { one: 600, both: 300, phone: 100 }
    const chiSquare = (['one', 'both', 'phone'] as const).reduce((sum, key) => sum + (seen[key] - expected[key]) ** 2 / expected[key], 0)
    // Two degrees of freedom: a fair draw is above 27.6 once in a million times.
    expect(chiSquare, JSON.stringify(seen)).toBeLessThan(27.6)
  })

  it('stay the same after a restart, in another process, and until the realm has doubled', async () => {
    const before = await listOf('steady@else.example')
    await bringIn(500, 900)
    expect(await keepDecoyShape(world.db, world.realm)).toBe(false)
    expect(await listOf('steady@else.example', deriveKeys(TEST_SECRET, 'another epoch'))).toBe(before)
  })
})
