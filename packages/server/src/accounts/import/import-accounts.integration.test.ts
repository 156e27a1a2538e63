import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAccount } from '../../directory/read-account.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { openWorld } from '../../testing/open-world.ts'
import type { Refusal } from './import-accounts.ts'
import { importAccounts } from './import-accounts.ts'

const folder = mkdtempSync(join(tmpdir(), 'regain-import-'))
const HASH = '$2b$10$AgAeHUkt1.9W6tDyzZ6Vb.6UlkdPWwiFHuJ4XkxbGn2A6z8G4v2Te'
const account = (n: number, more: object = {}) => ({
  accountId: `a${n}`,
  identifiers: [{ kind: 'email', value: `Person${n}@Example.com` }],
  destinations: [{ channel: 'email', value: `person${n}@example.com`, verified: true }],
  passwordHash: HASH,
  ...more,
})

describe('an import', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await world.close()
  })

  async function run(lines: readonly unknown[], stopAfterBatches = Number.POSITIVE_INFINITY) {
    const file = join(folder, 'accounts.ndjson')
    writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
    const realm = (await world.deps.sites.byKey(world.site.siteKey))?.realm
    if (!realm) throw new Error('no realm')
    const refusals: Refusal[] = []
    const stopping = new AbortController()
    let batches = 0
    const onProgress = () => {
      batches += 1
      if (batches === stopAfterBatches) stopping.abort()
    }
    const result = await importAccounts(
      { file, realm, onRefused: (refusal) => refusals.push(refusal), onProgress, signal: stopping.signal },
      world.deps,
    )
    return { ...result, refusals }
  }

  it('names each refused line and why, never the value, and brings the others in', async () => {
    const result = await run([
      account(1),
      '{"accountId": "secret-thing',
      account(3, { identifiers: [{ kind: 'email', value: 'no-address' }] }),
      account(4, { colour: 'red' }),
      account(5, { identifiers: [{ kind: 'email', value: 'person1@example.com' }] }),
      '',
      account(7, { passwordHash: 'plain-text' }),
      account(8, { passwordHash: undefined, password: 'quiet lanterns drift' }),
      account(9, { status: 'disabled', facts: { 'account-made': '2019-3', 'last-order': 'RG-4711' } }),
    ])
    expect(result.refusals).toEqual([
      { line: 2, reason: 'This is not JSON.' },
      { line: 3, reason: 'identifiers.0.value: is no email that can be read' },
      { line: 4, reason: 'colour: is not known here' },
      { line: 5, reason: 'identifiers.0: belongs to another account' },
      { line: 7, reason: 'passwordHash: is not a form or cost that is accepted' },
    ])
    expect(result).toMatchObject({ lines: 9, created: 3, changed: 0, refused: 5, finished: true, resumed: false })
    expect((await world.signIn('person8@example.com', 'quiet lanterns drift')).body.result).toBe('ok')
    const { body } = await world.call<{ status: string }>('GET', '/v1/accounts/a9', undefined, world.back)
    expect(body.status).toBe('disabled')
    const known = await readAccount(world.db.read, world.realm, 'a9')
    expect(known?.facts).toEqual({ 'account-made': '2019-03', 'last-order': expect.stringMatching(/^[\w-]{43}$/) })
  })

  it('goes on where it was stopped, and counts the whole', async () => {
    const lines = Array.from({ length: 1300 }, (_, n) => account(1000 + n))
    const stopped = await run(lines, 1)
    expect(stopped).toMatchObject({ lines: 500, created: 500, finished: false })
    const resumed = await run(lines)
    expect(resumed).toMatchObject({ lines: 1300, created: 1300, changed: 0, refused: 0, finished: true, resumed: true })
    // Once finished, the same file is read from its beginning: the accounts are there, and are written as the back end would.
    expect(await run(lines.slice(0, 20))).toMatchObject({ created: 0, changed: 20, resumed: false })
  })
})
