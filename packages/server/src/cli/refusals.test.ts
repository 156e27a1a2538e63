import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createClient } from '@libsql/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProgram } from '../../testing/run-program.ts'
import { exitStatus } from './exit-status.ts'

describe('a refusal', () => {
  let program: Awaited<ReturnType<typeof openProgram>>
  beforeAll(async () => {
    program = await openProgram()
    await program.run('realm', 'create', 'shop')
  })
  afterAll(() => program.remove())

  it.each<[string[], RegExp]>([
    [['--origin', 'https://*.vercel.app'], /^https:\/\/\*\.vercel\.app: origins match exactly, .* Name each one/],
    [['--origin', 'http://192.168.1.20:8080'], /For tests, use --insecure-origin\.$/],
    [['--origin', 'http://shop.example'], /is without TLS\. Write https:\/\/shop\.example/],
    [['--origin', 'https://shop.example/login'], /Write https:\/\/shop\.example\.$/],
    [['--insecure-origin', 'http://shop.example'], /is without TLS\. Write https:\/\/shop\.example/],
    [[], /^A site needs an --origin/],
  ])('of a site with %j says what to write', async (words, sentence) => {
    const { status, err } = await program.run('site', 'create', 'Shop', '--realm', 'shop', ...words)
    expect(status).toBe(1)
    expect(err.trim()).toMatch(sentence)
  })

  it('does not affect apps, localhost names, and private networks with their flag', async () => {
    const words = [
      '--origin',
      'capacitor://localhost',
      '--origin',
      'http://shop.localhost:3000',
      '--insecure-origin',
      'http://192.168.1.20:8080',
    ]
    const made = await program.run('site', 'create', 'App', '--realm', 'shop', ...words, '--json')
    expect([made.status, made.err]).toEqual([0, ''])
    const client = createClient({ url: `file:${program.folder}/regain.db` })
    const { rows } = await client.execute("SELECT origins FROM sites WHERE name = 'App'")
    client.close()
    expect(JSON.parse(String(rows[0]?.origins))).toEqual([
      'capacitor://localhost',
      'http://shop.localhost:3000',
      'http://192.168.1.20:8080',
    ])
  })

  it.each(['http://127.0.0.1:4310/accounts', 'https://10.0.0.5/accounts', 'http://users.internal.example/accounts'])(
    'of a directory at %s names the setting that allows it, and the restart that it needs',
    async (url) => {
      const { status, err } = await program.run('realm', 'create', 'own', '--webhook', url)
      expect(status).toBe(1)
      expect(err).toContain(
        `set REGAIN_INSECURE_OUTBOUND=${new URL(url).origin} for this command and for the server, and restart the server.`,
      )
    },
  )

  it('of a directory that is not a URL names no setting', async () => {
    const { status, err } = await program.run('realm', 'create', 'own', '--webhook', 'users')
    expect([status, err]).toEqual([1, '--webhook is not a URL.\n'])
  })

  it('of a realm that can’t be read says so, and so does doctor', async () => {
    await program.run('realm', 'create', 'broken')
    const client = createClient({ url: `file:${program.folder}/regain.db` })
    await client.execute(`UPDATE realms SET policy = '{' WHERE name = 'broken'`)
    client.close()
    const { out } = await program.run('doctor', '--json')
    expect((JSON.parse(out) as { advice: string[] }).advice.join('\n')).toContain('The realm broken is shut: its policy is not JSON.')
  })
})

it('docs/operate.md lists every exit status', () => {
  const page = readFileSync(fileURLToPath(new URL('../../../../docs/operate.md', import.meta.url)), 'utf8')
  const table = page.slice(page.indexOf('| exit status |')).split('\n\n')[0] ?? ''
  const listed = [...table.matchAll(/^\| (\d+) \|/gm)].map(([, status]) => Number(status))
  expect(listed).toEqual([...new Set(Object.values(exitStatus))])
})
