import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { StartedReply } from '@regain/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProgram } from '../../testing/run-program.ts'

const ROOM_BYTES = 300_000

// The kernel's own limit on the size of files: for the program it looks like a full disk or a used-up quota.
describe.skipIf(process.platform !== 'linux')('a server with a full disk', () => {
  let program: Awaited<ReturnType<typeof openProgram>>
  let running: Awaited<ReturnType<typeof program.serve>>
  let site: { siteKey: string; secretKey: string }
  beforeAll(async () => {
    program = await openProgram()
    const roomy = '{"limits":{"startPerAddress":{"burst":100000,"perSeconds":60}}}'
    await program.run('realm', 'create', 'main', '--policy', roomy)
    const made = await program.run('site', 'create', 'Shop', '--realm', 'main', '--origin', 'https://shop.example', '--json')
    site = JSON.parse(made.out) as typeof site
    running = await program.serve()
  })
  afterAll(async () => {
    running.child.kill('SIGTERM')
    await running.ended
    program.remove()
  })

  const limitFiles = (bytes: number | 'unlimited') => execFileSync('prlimit', ['--pid', String(running.child.pid), `--fsize=${bytes}:`])
  const call = (path: string, init: RequestInit = {}) =>
    fetch(program.origin + path, { ...init, headers: { 'content-type': 'application/json', ...init.headers } })
  const start = async () => {
    const reply = await call('/v1/flows', { method: 'POST', body: JSON.stringify({ site: site.siteKey, reason: 'forgot-password' }) })
    return { status: reply.status, body: (await reply.json()) as StartedReply & { code?: string } }
  }
  const read = ({ flow, token }: StartedReply) => call(`/v1/flows/${flow.id}`, { headers: { authorization: `Bearer ${token}` } })
  const signIn = () =>
    call('/v1/sign-ins', {
      method: 'POST',
      headers: { authorization: `Bearer ${site.secretKey}` },
      body: JSON.stringify({ identifier: 'nobody@example.com', password: 'any at all' }),
    })

  it('answers 503 and promises nothing, keeps reading, and works again by itself when there is space', async () => {
    const kept: StartedReply[] = []
    limitFiles(statSync(join(program.folder, 'regain.db-wal')).size + ROOM_BYTES)
    const refusals = new Set<string>()
    for (let round = 0; refusals.size === 0 && round < 200; round += 1)
      for (const { status, body } of await Promise.all(Array.from({ length: 20 }, start)))
        if (status === 201) kept.push(body)
        else refusals.add(`${status} ${body.code}`)
    expect([...refusals]).toEqual(['503 unavailable'])
    expect(kept.length).toBeGreaterThan(0)

    // The last bytes still have room for a small write; after that there is none.
    limitFiles(4096)
    const health = async () => [(await call('/healthz')).status, (await call('/readyz')).status]
    expect(await health()).toEqual([200, 503])
    // A guess that can't be counted is not compared.
    expect((await signIn()).status).toBe(503)
    for (const flow of kept.slice(-5)) expect((await read(flow)).status).toBe(200)

    limitFiles('unlimited')
    await expect.poll(health, { timeout: 10_000 }).toEqual([200, 200])
    for (const flow of kept) expect((await read(flow)).status).toBe(200)
    expect((await start()).status).toBe(201)
    expect((await signIn()).status).toBe(200)
    expect(JSON.parse((await program.run('audit', 'verify', '--json')).out)).toMatchObject({ ok: true })
  })
})
