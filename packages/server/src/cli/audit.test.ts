import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { personAt } from '../../testing/people.ts'
import { openProgram } from '../../testing/run-program.ts'
import { createChain } from '../audit/chain.ts'
import type { Checkpoint } from '../audit/checkpoint.ts'
import { createNotary } from '../audit/checkpoint.ts'
import { makeCheckpoints } from '../audit/make-checkpoints.ts'
import { createReceipt } from '../audit/receipt.ts'
import { systemChance } from '../world/chance.ts'

let program: Awaited<ReturnType<typeof openProgram>>
beforeAll(async () => {
  program = await openProgram()
  await program.run('realm', 'create', 'main')
})
afterAll(() => program.remove())

const place = (name: string): string => join(program.folder, name)
const linesIn = (file: string): Checkpoint[] => {
  try {
    return readFileSync(place(file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Checkpoint)
  } catch {
    return []
  }
}
/** Logs one event, and makes a checkpoint over it. */
async function makeOne(): Promise<number> {
  await program.run('site', 'create', 'Shop', '--realm', 'main', '--origin', 'https://shop.example')
  return (JSON.parse((await program.run('audit', 'checkpoint', '--json')).out) as Checkpoint).number
}

describe('regain audit watch', () => {
  it('writes each checkpoint once, continues where the file ends, and ends at a signal with status 0', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const last = await makeOne()
      const watching = program.begin(['audit', 'watch', '--to', 'kept.ndjson'])
      while (linesIn('kept.ndjson').at(-1)?.number !== last) await wait(50)
      watching.child.kill('SIGTERM')
      expect((await watching.ended).status).toBe(0)
    }
    const numbers = linesIn('kept.ndjson').map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, nth) => nth + 1))
  })

  it('posts to a witness until it accepts each one, and reports failures in the meantime', async () => {
    const taken: number[] = []
    let refusals = 1
    const witness = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      refusals -= 1
      if (refusals < 0) taken.push((JSON.parse(Buffer.concat(chunks).toString('utf8')) as Checkpoint).number)
      response.writeHead(refusals < 0 ? 204 : 503).end()
    }).listen(0, '127.0.0.1')
    await once(witness, 'listening')
    const last = await makeOne()
    const watching = program.begin(['audit', 'watch', '--to', `http://127.0.0.1:${(witness.address() as AddressInfo).port}/`])
    while (taken.at(-1) !== last) await wait(50)
    watching.child.kill('SIGTERM')
    const { status, err } = await watching.ended
    witness.close()
    expect(status).toBe(0)
    expect(err).toContain('Checkpoint 1 was not taken (503); trying again.')
    expect(taken).toEqual(taken.map((_, nth) => nth + 1))
  })
})

describe('regain audit verify --checkpoints', () => {
  it('detects a database that was restored to an older copy, which it cannot show by itself', async () => {
    const files = ['regain.db', 'regain.db-wal'].filter((file) => existsSync(place(file)))
    for (const file of files) copyFileSync(place(file), place(`old-${file}`))
    await makeOne()
    await program.run('audit', 'checkpoint', '--to', 'elsewhere.ndjson')
    for (const end of ['', '-wal', '-shm']) rmSync(place(`regain.db${end}`), { force: true })
    for (const file of files) copyFileSync(place(`old-${file}`), place(file))
    const alone = await program.run('audit', 'verify', '--json')
    expect(JSON.parse(alone.out)).toMatchObject({ ok: true })
    const beside = await program.run('audit', 'verify', '--checkpoints', 'elsewhere.ndjson', '--json')
    expect(JSON.parse(beside.out)).toMatchObject({ ok: false })
    expect(beside.status).toBe(1)
  })

  it('refuses a file without a checkpoint, and one with another server’s checkpoints', async () => {
    writeFileSync(place('empty.ndjson'), 'nothing\n')
    const empty = await program.run('audit', 'verify', '--checkpoints', 'empty.ndjson')
    expect(empty).toMatchObject({ status: 1, err: 'empty.ndjson holds no checkpoint.\n' })
    const [own] = linesIn('elsewhere.ndjson')
    writeFileSync(place('forged.ndjson'), JSON.stringify({ ...own, root: 'A'.repeat(43) }))
    const forged = await program.run('audit', 'verify', '--checkpoints', 'forged.ndjson')
    expect(forged).toMatchObject({ status: 1, err: 'Line 1 of forged.ndjson holds a checkpoint that this server did not sign.\n' })
  })
})

describe('regain audit prove --proof', () => {
  it('needs only the public key, no secret and no database', async () => {
    const world = await openWorld()
    const settings = { REGAIN_SECRET: '', REGAIN_DATABASE_URL: 'file:/nowhere/at-all.db' }
    const prove = (receipt: string, ...more: string[]) =>
      program.begin(['audit', 'prove', receipt, '--proof', 'proof.json', '--json', ...more], { settings }).ended
    try {
      await world.addAccount('jane', { ...personAt('jane@example.com'), password: 'paper boats at dusk' })
      const { flow } = await world.toChallenge('jane@example.com', 'jane@example.com')
      await world.deliver()
      await world.answer(flow, { type: 'challenge', code: world.codeFor('jane@example.com') })
      await world.answer(flow, { type: 'new-password', password: 'quiet lanterns drift' })
      await world.deliver()
      const receipt = new RegExp(`${ORIGIN}/receipts/([0-9A-Z-]+)`).exec(world.mails.at(-1)?.text ?? '')?.[1] ?? ''
      const { db, keys, clock } = world.deps
      await makeCheckpoints({ db, chain: createChain(keys), notary: createNotary(keys), clock }, () => undefined)
      const proof = await world.call('GET', `/v1/receipts/${receipt}`)
      writeFileSync(place('proof.json'), proof.text)
      const { x } = (await world.call<{ x: string }>('GET', '/.well-known/regain-audit-key')).body
      const proven = await prove(receipt, '--key', x)
      expect(proven).toMatchObject({ status: 0, err: '' })
      expect(JSON.parse(proven.out)).toMatchObject({ proven: true, event: { name: 'password.changed' } })
      expect(await prove(createReceipt(systemChance), '--key', x)).toMatchObject({ status: 1, err: 'The proof is not valid.\n' })
      expect(await prove(receipt, '--key', 'A'.repeat(43))).toMatchObject({ status: 1, err: 'The proof is not valid.\n' })
      expect(await prove(receipt)).toMatchObject({ status: 1, err: '--key is needed with --proof: what regain audit key printed.\n' })
    } finally {
      await world.close()
    }
  })
})
