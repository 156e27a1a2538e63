import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { openProgram } from '../../testing/run-program.ts'

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../../${path}`, import.meta.url)), 'utf8')

/** The commands of the code block under a heading, as a shell reads them. */
function linesUnder(heading: string, text: string): string[][] {
  const block = text.slice(text.indexOf(heading)).match(/```sh\n([\s\S]*?)```/)?.[1] ?? ''
  return block
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, ''))
    .map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''))
    .filter((words) => words.length > 0)
}

describe('the first hour', () => {
  let program: Awaited<ReturnType<typeof openProgram>>
  afterEach(() => program.remove())

  it.each([
    ['README.md', '## In production'],
    ['docs/operate.md', '## The first hour'],
  ])('works as %s describes it, word by word', async (file, heading) => {
    program = await openProgram()
    // Only what the page says is set.
    const environment: Record<string, string | undefined> = {
      REGAIN_SECRET: undefined,
      REGAIN_DATABASE_URL: undefined,
      REGAIN_ORIGIN: undefined,
    }
    writeFileSync(
      join(program.folder, 'accounts.ndjson'),
      /^\{"accountId".*$/m.exec(read('docs/operate.md'))?.[0].replace('$2b$12$…', HASH) ?? '',
    )
    const done: string[] = []
    for (const [first = '', ...words] of linesUnder(heading, read(file))) {
      if (first === 'export') {
        const [name = '', value = ''] = words[0]?.split('=') ?? []
        environment[name] = value
      }
      if (first !== 'npx' || words[1] === 'serve') continue
      const { status, out, err } = await program.begin(words.slice(1), { settings: environment }).ended
      done.push(words[1] ?? '')
      if (words[1] === 'doctor') expect(out, 'mail and SMS are not set up yet').toMatch(/^advice:\n {2}Mail is off: .*\n {2}SMS is off: /m)
      else expect([status, err], `${words.join(' ')}: ${out}`).toEqual([0, ''])
      if (words[1] === 'init') expect(out).toMatch(new RegExp(`^link: http://localhost:${program.port}/admin/join#\\S+$`, 'm'))
      if (words[1] === 'site') expect(out).toMatch(/^siteKey: pk_\S+\nsecretKey: sk_\S+$/m)
    }
    expect(done).toEqual(expect.arrayContaining(['init', 'realm', 'site', 'doctor']))
    expect(linesUnder(heading, read(file)).at(-1)).toEqual(['npx', 'regain', 'serve'])
  })

  it('includes an upgrade and a downgrade as docs/operate.md describes them', async () => {
    program = await openProgram({ REGAIN_SECURITY_CONTACT: 'mailto:security@shop.example' })
    expect((await program.run('realm', 'create', 'shop')).status).toBe(0)
    const page = read('docs/operate.md')
    const back = page.slice(page.indexOf('To go back, restore'))
    const done: string[] = []
    for (const [first = '', ...words] of [...linesUnder('## Upgrade', page), ...linesUnder('', back)]) {
      if (first !== 'npx') continue
      const { status, err } = await program.run(...words.slice(1))
      done.push(`${words[1]} ${status}`)
      expect(err).toBe('')
    }
    // Mail and SMS are not set up, which the doctor reports by its status.
    expect(done).toEqual(['backup 0', '--version 0', 'doctor 1', 'restore 0'])
  })

  it('reads a secret from a file, and writes the file’s name into the settings, not its content', async () => {
    program = await openProgram()
    const secret = join(program.folder, 'secret')
    writeFileSync(secret, `${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')}\n`)
    const settings = join(program.folder, 'regain.env')
    const begun = await program.begin(['init'], { settings: { REGAIN_SECRET: undefined, REGAIN_SECRET_FILE: secret } }).ended
    expect([begun.status, begun.err]).toEqual([0, ''])
    const written = parseEnv(readFileSync(settings, 'utf8'))
    expect([written.REGAIN_SECRET, written.REGAIN_SECRET_FILE]).toEqual([undefined, secret])
    const named = { REGAIN_SECRET: undefined, REGAIN_SETTINGS: settings }
    expect((await program.begin(['realm', 'create', 'main'], { settings: named }).ended).status).toBe(0)
  })

  it('keeps existing settings unchanged', async () => {
    program = await openProgram({
      REGAIN_MAIL_FROM: `"O'Neill's Shop" <no-reply@shop.example>`,
      REGAIN_SMTP_URL: 'smtp://user:p%23ss@mail.example:587',
    })
    const settings = join(program.folder, 'mine.env')
    expect((await program.begin(['init'], { settings: { REGAIN_SETTINGS: settings } }).ended).err).toBe('')
    expect(parseEnv(readFileSync(settings, 'utf8'))).toMatchObject({
      REGAIN_ORIGIN: program.origin,
      REGAIN_MAIL_FROM: `"O'Neill's Shop" <no-reply@shop.example>`,
      REGAIN_SMTP_URL: 'smtp://user:p%23ss@mail.example:587',
      REGAIN_PORT: String(program.port),
    })
    const again = await program.begin(['init'], { settings: { REGAIN_SETTINGS: settings } }).ended
    expect([again.status, again.err]).toEqual([
      1,
      `${settings} is there already: these are the settings of a server that was set up before.\n`,
    ])
  })
})

const HASH = '$2b$12$GhvMmNVjRW29ulnudl.LbuAnUtN/LRfe1JsBm1Xu6LE3059z5Tr8m'
