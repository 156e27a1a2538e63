import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importLines } from '../../../testing/import-lines.ts'
import type { TestWorld } from '../../../testing/open-world.ts'
import { openWorld } from '../../../testing/open-world.ts'
import { readAccount } from '../../directory/read-account.ts'

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
  afterAll(() => world.close())
  const run = (lines: readonly unknown[], how: Parameters<typeof importLines>[2] = {}) => importLines(world, lines, how)

  it('reports each refused line with the reason, never the value, and imports the others', async () => {
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
      { line: 2, property: '', reason: 'This is not JSON.' },
      {
        line: 3,
        property: 'identifiers.0.value',
        reason: 'has no host name with a full stop after its "@": write it like jane@example.org',
      },
      { line: 3, property: 'identifiers', reason: 'none is left that can be read, and an account needs one' },
      { line: 4, property: 'colour', reason: 'is not a known property' },
      { line: 5, property: 'identifiers.0', reason: 'belongs to another account' },
    ])
    expect(result).toMatchObject({ lines: 9, created: 4, changed: 0, refused: 4, finished: true, resumed: false })
    expect((await world.signIn('person8@example.com', 'quiet lanterns drift')).body.result).toBe('ok')
    const { body } = await world.call<{ status: string }>('GET', '/v1/accounts/a9', undefined, world.back)
    expect(body.status).toBe('disabled')
    const known = await readAccount(world.db.read, world.realm, 'a9')
    expect(known?.facts).toEqual({ 'account-made': '2019-03', 'last-order': expect.stringMatching(/^[\w-]{43}$/) })
  })

  it('continues where it was stopped, and counts the whole file', async () => {
    const lines = Array.from({ length: 1300 }, (_, n) => account(1000 + n))
    const stopped = await run(lines, { stopAfterBatches: 1 })
    expect(stopped).toMatchObject({ lines: 500, created: 500, finished: false })
    // An import with other options starts again.
    expect(await run(lines, { strict: true, stopAfterBatches: 1 })).toMatchObject({ changed: 500, resumed: false })
    const resumed = await run(lines)
    expect(resumed).toMatchObject({ lines: 1300, created: 1300, changed: 0, refused: 0, finished: true, resumed: true })
    // Once finished, the same file is read from its beginning: the accounts exist, and are written as the back end would write them.
    expect(await run(lines.slice(0, 20))).toMatchObject({ created: 0, changed: 20, resumed: false })
  })
})
