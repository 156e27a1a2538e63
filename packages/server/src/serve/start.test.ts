import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../testing/free-ports.ts'
import type { RunOtherwise } from '../../testing/run-program.ts'
import { openProgram } from '../../testing/run-program.ts'

let program: Awaited<ReturnType<typeof openProgram>>
beforeAll(async () => {
  program = await openProgram()
})
afterAll(() => program.remove())

const file = (name: string): string => `file:${join(program.folder, name)}`
const run = (words: string[], more?: RunOtherwise) => program.begin(words, more).ended

/** One sentence, exit status 1, and no stack. */
async function expectRefusal(settings: Record<string, string>, sentence: RegExp, more: RunOtherwise = {}) {
  const { status, err } = await run(['serve'], { ...more, settings })
  expect(err).toMatch(sentence)
  expect(err.trim().split('\n'), err).toHaveLength(1)
  expect(err).not.toMatch(/\bat .*\.js:|Error:/)
  expect(status).toBe(1)
}

describe('a start', () => {
  it('is refused with one sentence, and no stack, for a setting that cannot be used', async () => {
    await expectRefusal({ REGAIN_SECRET: 'changeme' }, /^REGAIN_SECRET must be at least 32/)
    await expectRefusal({ REGAIN_HOST: '203.0.113.9' }, /^REGAIN_HOST 203.0.113.9 is not an address of this machine/)
    await expectRefusal({ REGAIN_GEOIP_DATABASE: '/etc/hostname' }, /^REGAIN_GEOIP_DATABASE names a file that is not a database/)
    await expectRefusal({ REGAIN_GEOIP_DATABASE: '/nowhere/at/all.mmdb' }, /^REGAIN_GEOIP_DATABASE names a file that cannot be read/)
  })

  it('is refused for a database in a missing folder, that is a folder, or that is not a database', async () => {
    await expectRefusal({ REGAIN_DATABASE_URL: file('missing/a.db') }, /^REGAIN_DATABASE_URL names .*in a folder that does not exist/)
    mkdirSync(join(program.folder, 'folder.db'))
    await expectRefusal({ REGAIN_DATABASE_URL: file('folder.db') }, /which is a folder/)
    writeFileSync(join(program.folder, 'text.db'), 'this is a letter, not a database. '.repeat(200))
    await expectRefusal({ REGAIN_DATABASE_URL: file('text.db') }, /which is not a database, or is damaged/)
  })

  it('is refused for a libSQL server that does not answer', async () => {
    await expectRefusal({ REGAIN_DATABASE_URL: `http://127.0.0.1:${await freePort()}` }, /^The libSQL server does not answer/)
  })

  it('is refused for a database of a newer Regain, and for one of another secret', async () => {
    const url = file('newer.db')
    expect((await run(['realm', 'create', 'main'], { settings: { REGAIN_DATABASE_URL: url } })).status).toBe(0)
    await expectRefusal(
      { REGAIN_DATABASE_URL: url, REGAIN_SECRET: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64') },
      /^REGAIN_SECRET is not the one that this database was made with/,
    )
    const client = createClient({ url })
    await client.execute("INSERT INTO migrations (name, at) VALUES ('9999_from-the-future.sql', 0)")
    client.close()
    await expectRefusal({ REGAIN_DATABASE_URL: url }, /changed by a newer Regain/)
  })

  it('is refused for a database that this user may not write', async (test) => {
    // Root may write anything, so there the program runs as another user who can read it.
    const isRoot = process.getuid?.() === 0
    const url = file('read-only/a.db')
    mkdirSync(join(program.folder, 'read-only'))
    expect((await run(['realm', 'create', 'main'], { settings: { REGAIN_DATABASE_URL: url } })).status).toBe(0)
    for (const [path, mode] of [
      ['read-only/a.db', 0o444],
      ['read-only', 0o555],
      ['.', 0o755],
    ] as const)
      chmodSync(join(program.folder, path), mode)
    const more = isRoot ? { uid: 65_534 } : {}
    const reachable = await run(['--version'], more)
    if (reachable.status !== 0) test.skip('the program cannot be read by another user here')
    await expectRefusal({ REGAIN_DATABASE_URL: url }, /which is read-only/, more)
    chmodSync(join(program.folder, 'read-only'), 0o755)
  })

  it('is refused for a port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    await expectRefusal({ REGAIN_PORT: String(port) }, new RegExp(`^REGAIN_PORT ${port} is in use by another program`))
    other.close()
  })
})

describe('the command line', () => {
  it('can be linked by npm before anything is built, because its program is not a file of the build', () => {
    const { bin, files } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(bin.regain).toBe('bin/regain.js')
    expect(files).toContain('bin')
  })

  it('knows its version, and helps with each command', async () => {
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect((await run(['site', 'create', '--help'])).out).toMatch(/--origin=<URL>/)
  })

  it.each<[string[], RegExp]>([
    [['dance'], /^Unknown command dance/],
    [['realm', 'create'], /^Missing required positional argument: NAME/],
    [['realm', 'create', ''], /^NAME needs a value/],
    [['realm', 'create', 'a', 'b'], /^"b" is one word too many/],
    [['realm', 'create', 'a', '--colour', 'red'], /^There is no option --colour/],
    [['realm', 'create', 'a', '--policy', '{"code":{"lifetimeSeconds":660}}'], /^--policy is not acceptable at code.lifetimeSeconds/],
    [['realm', 'create', 'a', '--policy', '{"colour":"red"}'], /^--policy is not acceptable at colour: is not a known property/],
    [['audit', 'export', '--to', 'missing/events.ndjson'], /^missing\/events.ndjson cannot be written/],
    [['audit', 'checkpoint', '--to', 'missing/checkpoints'], /^missing\/checkpoints cannot be written/],
    [['audit', 'ship', '--to', 'tls://logs.example', '--ca', 'missing.pem'], /^missing.pem cannot be read/],
    [['restore', 'missing.db'], /^missing.db is not there/],
    [['site', 'create', 'Shop', '--realm', 'nobody', '--origin', 'https://shop.example'], /^There is no realm named nobody/],
  ])('refuses %j with a line', async (words, sentence) => {
    const { status, err, out } = await run(words)
    expect(err).toMatch(sentence)
    expect(out).toBe('')
    expect(status).toBe(1)
  })
})
