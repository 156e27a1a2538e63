import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { StartedReply } from '@regain/core'
import { defaultPolicy } from '@regain/core'
import type { Site } from '@regain/example-directory-webhook'
import { startSite } from '@regain/example-directory-webhook'
import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, TEST_SECRET } from '../../testing/open-test-database.ts'
import type { TestWorld } from '../../testing/open-world.ts'
import { ORIGIN, openWorld } from '../../testing/open-world.ts'
import { MANY } from '../../testing/roomy.ts'
import { deriveKeys } from '../crypto/keys.ts'
import { createPasswordHasher } from '../crypto/password-hash.ts'
import { flows } from '../db/schema.ts'
import { createOutbound } from '../outbound/outbound.ts'
import { newWebhookSecret } from '../outbound/sign.ts'
import { systemChance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import { systemClock } from '../world/clock.ts'
import { LEASE_MS } from '../world/lease.ts'
import type { Subject } from './conformance.ts'
import { directoryPromises, keepPromise } from './conformance.ts'
import { keepFacts } from './facts.ts'
import { webhookDirectory } from './webhook.ts'

const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'
const secret = newWebhookSecret(systemChance)

async function openSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'regain-site-'))
  const database = `file:${join(folder, 'users.db')}`
  const site = await startSite({ port: 0, database, webhookSecret: secret, regain: 'http://localhost:4300', siteKey: 'pk_of_a_test_site' })
  return {
    ...site,
    async close() {
      await site.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Long enough for any answer on a busy machine; nobody waits for it where the clock is set. */
const LONG_MS = 10_000
const turned: Clock = { now: () => Date.now(), wait: async () => undefined }

function directoryAt(origin: string, { clock = turned, replyBeatMs = LONG_MS, faults = [] as string[] } = {}) {
  return webhookDirectory({
    realm: { id: 'r_test', policy: { ...defaultPolicy, replyBeatMs } },
    webhook: { url: `${origin}/regain`, secret },
    outbound: createOutbound({ insecureOrigins: [origin] }),
    clock,
    chance: systemChance,
    hasher: createPasswordHasher(),
    keepFacts: (told) => keepFacts(deriveKeys(TEST_SECRET), 'r_test', told),
    onFault: ({ because }) => faults.push(because),
  })
}

async function openSubject(): Promise<Subject> {
  const site = await openSite()
  const { db, close } = await openTestDatabase()
  return {
    directory: directoryAt(site.origin),
    db,
    add: (account) =>
      site.users.add(account).then(
        () => true,
        () => false,
      ),
    async changeEmail(id, email) {
      await site.users.setEmail(id, email)
    },
    async lock(id, cause) {
      await site.users.lock(id, cause)
    },
    async signIn(name, password) {
      const session = await site.users.signIn(name, password)
      return session === undefined ? undefined : { isAlive: async () => (await site.users.signedIn(session)) !== undefined }
    },
    async close() {
      await Promise.all([site.close(), close()])
    },
  }
}

describe('the directory webhook', () => {
  // Not with `it.each`, which shortens long names: races are selected by their names.
  for (const promise of directoryPromises) it(promise.promise, () => keepPromise(promise, openSubject))
})

type Behave = (call: { type: string; name: string; forward(): Promise<string> }, response: ServerResponse) => Promise<void>

/** A proxy in front of the site that treats each call as a broken network or program would. */
async function openProxy(site: Site, behave: Behave) {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void text(request).then(async (body) => {
      const { type, data } = JSON.parse(body) as { type: string; data: { identifier?: { value: string } } }
      const forward = async () => {
        const headers = Object.entries(request.headers).filter(([name]) => name.startsWith('webhook-')) as [string, string][]
        return await (await fetch(`${site.origin}/regain`, { method: 'POST', headers, body })).text()
      }
      await behave({ type, name: data.identifier?.value ?? '', forward }, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

describe('a call to a site', () => {
  it('is signed for any Standard Webhooks library, and reveals nothing else about the server', async () => {
    const site = await openSite()
    const seen: IncomingMessage['headers'][] = []
    const bodies: string[] = []
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        seen.push(request.headers)
        bodies.push(body)
        response.end('{"accounts":[]}')
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    expect(await directoryAt(`http://127.0.0.1:${port}`).find({ kind: 'handle', value: 'jane' })).toEqual({ result: 'none' })
    const place = bodies.findIndex((body) => body.includes('"jane"'))
    const headers = seen[place] as Record<string, string>
    expect(new Webhook(secret).verify(bodies[place] ?? '', headers)).toMatchObject({
      type: 'account.find',
      data: { identifier: { kind: 'handle', value: 'jane' } },
    })
    expect(() => new Webhook(secret).verify(`${bodies[place]} `, headers)).toThrow()
    expect(Object.keys(headers).toSorted()).toEqual([
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
      'webhook-id',
      'webhook-signature',
      'webhook-timestamp',
    ])
    await new Promise((done) => server.close(done))
    await site.close()
  })
})

describe('a site’s facts about an account', () => {
  it('explain why a password does not work, with plain names only: others are dropped, and the account is still found', async () => {
    const site = await openSite()
    const id = await site.users.add({ email: 'jane@example.com', password: OLD })
    const says: object[] = [
      { hasPassword: false, signsInWith: ['Google', '<b>Bank</b>', 'http://evil.example', 'x'.repeat(41), 'Apple'] },
      { signsInWith: Array.from({ length: 9 }, (_, n) => `Service ${n}`) },
      {},
    ]
    const proxy = await openProxy(site, async ({ forward }, response) => {
      const { accounts } = JSON.parse(await forward()) as { accounts: object[] }
      const more = says[0]
      response.end(JSON.stringify({ accounts: accounts.map((account) => ({ ...account, ...more })) }))
    })
    const directory = directoryAt(proxy.origin)
    const seen = []
    for (; says.length > 0; says.shift()) {
      const inspected = await directory.inspect(id)
      seen.push(inspected.result === 'found' && [inspected.condition.password, inspected.condition.signsInWith])
    }
    expect(seen).toEqual([
      [{ exists: false }, ['Google', 'Apple']],
      [undefined, ['Service 0', 'Service 1', 'Service 2', 'Service 3', 'Service 4']],
      [undefined, undefined],
    ])
    await proxy.close()
    await site.close()
  })
})

describe('the time and faults of a site', () => {
  let site: Site
  let proxy: Awaited<ReturnType<typeof openProxy>> | undefined
  const openProxyAs = async (behave: Behave) => {
    proxy = await openProxy(site, behave)
    return proxy.origin
  }
  beforeEach(async () => {
    site = await openSite()
    await site.users.add({ email: 'jane@example.com', password: OLD })
  })
  afterEach(async () => {
    await proxy?.close()
    proxy = undefined
    await site.close()
  })

  async function find(origin: string, value: string, how: Parameters<typeof directoryAt>[1] = {}) {
    const began = performance.now()
    const found = await directoryAt(origin, how).find({ kind: 'email', value })
    return { result: found.result, ms: performance.now() - began }
  }

  it('reveal nothing: if known names are slow, every name takes one beat', async () => {
    const replyBeatMs = 3000
    const origin = await openProxyAs(async ({ name, forward }, response) => {
      if (name.startsWith('jane')) await systemClock.wait(1000)
      response.end(await forward())
    })
    const beat = { clock: systemClock, replyBeatMs }
    const [known, unknown] = await Promise.all([find(origin, 'jane@example.com', beat), find(origin, 'nobody@example.com', beat)])
    expect([known.result, unknown.result]).toEqual(['found', 'none'])
    // Neither earlier than the beat, and both at the same moment: without the beat they would be 1000 ms apart.
    for (const { ms } of [known, unknown]) expect(ms).toBeGreaterThanOrEqual(replyBeatMs - 2)
    expect(Math.abs(known.ms - unknown.ms)).toBeLessThan(100)
  })

  it('reveal nothing: if answers are broken only for known names, every name is unknown', async () => {
    const answers: ((response: ServerResponse) => void)[] = [
      (response) => response.writeHead(500).end('jane is odd'),
      (response) => response.destroy(),
      (response) => response.end('{"accounts":[{"id":"1"}]}'),
      (response) => response.end('<html>'),
      (response) => response.end('x'.repeat(100_000)),
      (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
      (response) => response.writeHead(503).end(),
    ]
    for (const [place, answer] of answers.entries()) {
      const origin = await openProxyAs(async ({ name, forward }, response) =>
        name.startsWith('jane') ? answer(response) : void response.end(await forward()),
      )
      expect((await find(origin, 'jane@example.com')).result, `answer ${place}`).toBe('none')
      expect((await find(origin, 'nobody@example.com')).result, `answer ${place}`).toBe('none')
      await proxy?.close()
    }
  })

  it('reveal nothing: if only known names take longer than a beat, every name is unknown after one beat', async () => {
    const origin = await openProxyAs(async ({ name, forward }, response) => void (name.startsWith('jane') || response.end(await forward())))
    const late = await find(origin, 'jane@example.com', { clock: systemClock, replyBeatMs: 3000 })
    expect(late.result).toBe('none')
    expect(late.ms).toBeGreaterThanOrEqual(2998)
  })

  it('look the same for every name when it is down, and take as long', async () => {
    const origin = await openProxyAs(async (_call, response) => void response.writeHead(500).end())
    expect((await find(origin, 'jane@example.com')).result).toBe('unavailable')
    expect((await find(origin, 'nobody@example.com')).result).toBe('unavailable')
    await proxy?.close()
    proxy = undefined
    const down = await find(origin, 'jane@example.com', { clock: systemClock, replyBeatMs: 500 })
    expect(down.result).toBe('unavailable')
    expect(down.ms).toBeGreaterThanOrEqual(498)
  })

  it('accept no account that was not asked for, and none that answers to every name', async () => {
    await site.users.add({ email: 'omar@example.com', password: OLD })
    const forEverybody = await openProxyAs(
      async ({ forward }, response) =>
        void response.end(
          (await forward()).replace('"accounts":[]', '"accounts":[{"id":"9","generation":1,"identifiers":[],"destinations":[]}]'),
        ),
    )
    expect((await find(forEverybody, 'nobody@example.com')).result).toBe('none')
    await proxy?.close()
    const wrong = await openProxyAs(
      async ({ forward }, response) => void response.end((await forward()).replaceAll('jane@example.com', 'omar@example.com')),
    )
    expect((await find(wrong, 'jane@example.com')).result).toBe('none')
  })

  it('are stored apart from the account, and only in the form that answers are compared with', async () => {
    const told = { 'account-made': '2019-3', 'password-changed': '2019', 'last-order': 'RG-4711/88', 'mother': 'Smith' }
    const origin = await openProxyAs(async ({ forward }, response) => {
      response.end((await forward()).replace('"identifiers"', `"facts":${JSON.stringify(told)},"identifiers"`))
    })
    const found = await directoryAt(origin).find({ kind: 'email', value: 'jane@example.com' })
    expect(found.result === 'found' && found.account.facts).toEqual({
      'account-made': '2019-03',
      'last-order': expect.stringMatching(/^[\w-]{43}$/),
    })
  })

  it('leave a new password unsure when the answer is lost; the same one again settles it, once', async () => {
    let lost = 2
    const origin = await openProxyAs(async ({ type, forward }, response) => {
      const answer = await forward()
      if (type === 'account.set-password' && lost-- > 0) response.destroy()
      else response.end(answer)
    })
    const faults: string[] = []
    const directory = directoryAt(origin, { faults })
    const found = await directory.find({ kind: 'email', value: 'jane@example.com' })
    if (found.result !== 'found') throw new Error(found.result)
    const { id, generation } = found.account
    const send = () => directory.setPassword({ accountId: id, generation, password: NEW, idempotencyKey: 'flow-1', mustDiffer: false })
    expect(await send()).toEqual({ result: 'unsure' })
    expect(await send()).toEqual({ result: 'unsure' })
    expect((await send()).result).toBe('changed')
    expect(faults).toEqual(['not reached', 'not reached'])
    const [user] = await site.users.find('email', 'jane@example.com')
    expect(user?.generation).toBe(generation + 1)
    expect(await site.users.signIn('jane@example.com', NEW)).toBeDefined()
  })

  it('report a new password honestly: done, not reached, or unknown', async () => {
    let answer: (response: ServerResponse) => unknown = () => undefined
    const origin = await openProxyAs(async (_call, response) => void answer(response))
    const send = async () =>
      (await directoryAt(origin).setPassword({ accountId: '1', generation: 1, password: NEW, idempotencyKey: 'flow-1', mustDiffer: false }))
        .result
    const outcomes: [typeof answer, string][] = [
      [(response) => response.end('{"result":"changed"}'), 'changed'],
      [(response) => response.end('{"result":"gone"}'), 'gone'],
      [(response) => response.writeHead(503).end(), 'busy'],
      [(response) => response.writeHead(429).end(), 'busy'],
      [(response) => response.writeHead(500).end('{"result":"changed"}'), 'unsure'],
      [(response) => response.writeHead(401).end(), 'unsure'],
      [(response) => response.writeHead(301, { location: origin }).end('{"result":"changed"}'), 'unsure'],
      [(response) => response.end('{"result":"done"}'), 'unsure'],
      [(response) => response.end('{"result":"changed"'), 'unsure'],
      [(response) => response.destroy(), 'unsure'],
    ]
    for (const [given, expected] of outcomes) {
      answer = given
      expect(await send(), String(given)).toBe(expected)
    }
    await proxy?.close()
    proxy = undefined
    expect(await send()).toBe('busy')
  })
})

describe('a recovery at a site that keeps its own users', () => {
  let site: Site
  let world: TestWorld
  beforeEach(async () => {
    site = await openSite()
    const limits = { sendPerDestination: MANY, sendPerDestinationDaily: MANY }
    world = await openWorld({ replyBeatMs: LONG_MS, limits }, { webhook: { url: `${site.origin}/regain`, secret }, now: Date.now() })
    await site.users.add({ email: 'jane@example.com', handle: 'jane_doe', password: OLD })
  })
  afterEach(async () => {
    expect(world.faults).toEqual([])
    await world.close()
    await site.close()
  })

  it("lets a person sign in again on the site's own page, and ends the sessions that were open there", async () => {
    const post = (name: string, password: string) =>
      fetch(`${site.origin}/sign-in`, { method: 'POST', body: new URLSearchParams({ name, password }), redirect: 'manual' })
    const cookie = (await post('jane_doe', OLD)).headers.get('set-cookie')?.split(';')[0] ?? ''
    const home = () => fetch(site.origin, { headers: { cookie }, redirect: 'manual' })
    expect((await home()).status).toBe(200)

    const { flow } = await world.toChallenge('jane_doe', 'jane@example.com')
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor('jane@example.com') })
    const done = await world.answer(flow, { type: 'new-password', password: NEW })
    expect(done.body.flow.step).toEqual({ type: 'done', outcome: 'password-changed' })

    expect((await home()).headers.get('location')).toBe('/sign-in')
    expect((await post('jane_doe', OLD)).status).toBe(401)
    expect((await post('jane@example.com', NEW)).headers.get('location')).toBe('/')
    await world.deliver()
    expect(world.mails.at(-1)?.subject).toBe('Your Corner Shop password was changed')
  })

  it('says why somebody can’t sign in as far as the site reports it, and offers to lift no lock of the site', async () => {
    const prove = async (reason: 'cannot-sign-in' | 'compromised') => {
      const { flow } = await world.toChallenge('jane_doe', 'jane@example.com', { reason })
      await world.deliver()
      return (await world.answer(flow, { type: 'challenge', code: world.codeFor('jane@example.com') })).body.flow.step
    }
    expect(await prove('cannot-sign-in')).toMatchObject({ cause: 'nothing-wrong', remedies: ['new-password', 'help'] })
    const before = world.mails.length
    expect(await prove('compromised')).toMatchObject({ type: 'new-password' })
    await world.deliver()
    // The code, and no notice about something that did not happen.
    expect(world.mails.length).toBe(before + 1)
  })

  it('freezes the recovery when the owner says "this wasn’t me", and ends the freeze with a new password proven by an older address', async () => {
    const first = await toNewPassword(world)
    await world.answer(first, { type: 'new-password', password: NEW })
    await world.deliver()
    const token = /\/undo\/([\w-]+)/.exec(world.mails.at(-1)?.text ?? '')?.[1] ?? ''
    const other = await toNewPassword(world)
    expect(
      (await world.app.request(`${ORIGIN}/undo/${token}`, { method: 'POST', body: new URLSearchParams({ marked: 'yes' }) })).status,
    ).toBe(200)
    expect((await world.answer(other, { type: 'new-password', password: OLD })).status).toBe(409)
    // The site may not know about it: a new attempt reaches its last step, and no password is set.
    const late = await toNewPassword(world)
    expect((await world.answer(late, { type: 'new-password', password: OLD })).body.flow.step).toEqual({
      type: 'stopped',
      because: 'refused',
    })

    // Or it knows, and has raised the generation.
    await site.users.lock('1', 'frozen')
    const body = { site: `undo_${token}`, reason: 'compromised' }
    const { body: flow } = await world.call<StartedReply>('POST', '/v1/flows', body, { origin: ORIGIN })
    if (flow.flow.step.type !== 'choose-method') throw new Error(`at ${flow.flow.step.type}`)
    await world.answer(flow, { type: 'choose-method', ref: flow.flow.step.methods[0]?.ref ?? '', complete: 'jane@example.com' })
    await world.deliver()
    await world.answer(flow, { type: 'challenge', code: world.codeFor('jane@example.com') })
    const done = await world.answer(flow, { type: 'new-password', password: 'seven quiet kettles sing' })
    expect(done.body.flow.step).toEqual({ type: 'done', outcome: 'password-changed' })
    const again = await toNewPassword(world)
    expect((await world.answer(again, { type: 'new-password', password: NEW })).body.flow.step.type).toBe('done')
  })

  async function toNewPassword(at: TestWorld) {
    const { flow } = await at.toChallenge('jane_doe', 'jane@example.com')
    await at.deliver()
    await at.answer(flow, { type: 'challenge', code: at.codeFor('jane@example.com') })
    return flow
  }

  async function openWorldBehind(behave: Behave) {
    const proxy = await openProxy(site, behave)
    const behind = await openWorld({ replyBeatMs: LONG_MS }, { webhook: { url: `${proxy.origin}/regain`, secret }, now: Date.now() })
    return { ...behind, close: async () => void (await Promise.all([behind.close(), proxy.close()])) }
  }

  it('says when it could not confirm the new password, and accepts the same one again without a second change', async () => {
    let lost = 1
    const behind = await openWorldBehind(async ({ type, forward }, response) => {
      const answer = await forward()
      if (type === 'account.set-password' && lost-- > 0) response.destroy()
      else response.end(answer)
    })
    const flow = await toNewPassword(behind)
    const unsure = await behind.answer(flow, { type: 'new-password', password: NEW })
    expect(unsure.body).toMatchObject({ problem: { code: 'directory-unsure' }, flow: { step: { type: 'new-password' } } })
    await behind.deliver()
    expect(behind.mails.filter(({ subject }) => subject?.includes('changed'))).toEqual([])
    const done = await behind.answer(flow, { type: 'new-password', password: NEW })
    expect(done.body.flow.step).toEqual({ type: 'done', outcome: 'password-changed' })
    const [user] = await site.users.find('handle', 'jane_doe')
    expect(user?.generation).toBe(2)
    await behind.deliver()
    expect(behind.mails.filter(({ subject }) => subject?.includes('changed'))).toHaveLength(1)
    await behind.close()
  })

  it('notifies the owner of a new password even if the flow was cancelled while the site was setting it', async () => {
    let cancel: () => Promise<unknown> = async () => undefined
    const behind = await openWorldBehind(async ({ type, forward }, response) => {
      const answer = await forward()
      if (type === 'account.set-password') await cancel()
      response.end(answer)
    })
    const flow = await toNewPassword(behind)
    cancel = () => behind.answer(flow, { type: 'cancel' })
    const late = await behind.answer(flow, { type: 'new-password', password: NEW })
    expect(late.body.flow.step).toEqual({ type: 'stopped', because: 'cancelled' })
    await behind.deliver()
    expect(behind.mails.filter(({ subject }) => subject?.includes('changed'))).toHaveLength(1)
    await behind.close()
  })

  it('takes no second new password while the site is slow to set the first one', async () => {
    let answerNow = (): void => undefined
    const isTime = new Promise<void>((resolve) => {
      answerNow = resolve
    })
    const behind = await openWorldBehind(async ({ type, forward }, response) => {
      const answer = await forward()
      if (type === 'account.set-password') await isTime
      response.end(answer)
    })
    const flow = await toNewPassword(behind)
    const first = behind.answer(flow, { type: 'new-password', password: NEW })
    const claimedFor = async () => {
      const [row] = await behind.db.read.select().from(flows).where(eq(flows.id, flow.flow.id))
      return (row?.claimedUntil ?? 0) - behind.now()
    }
    const untilClaimedFor = async (ms: number) => {
      while ((await claimedFor()) < ms) await systemClock.wait(20)
    }
    // Twice nearly as long as a process may be without a sign of life: this one gives signs.
    for (let times = 0; times < 2; times += 1) {
      await untilClaimedFor(LEASE_MS)
      behind.turnClock(LEASE_MS - 1)
    }
    await untilClaimedFor(LEASE_MS)
    const second = await behind.answer(flow, { type: 'new-password', password: `${NEW} again` })
    expect(second.body).toMatchObject({ code: 'in-progress' })
    answerNow()
    expect((await first).body.flow.step).toEqual({ type: 'done', outcome: 'password-changed' })
    const [user] = await site.users.find('handle', 'jane_doe')
    expect(user?.generation).toBe(2)
    await behind.close()
  })

  it('shows a stranger the same for jane and for an unknown name', async () => {
    const seen = async (identifier: string) => {
      const { named, chosen } = await world.toChallenge(identifier, 'wrong@example.org')
      return [named, chosen].map(({ status, text }) => [status, text.replace(/"(id|ref|token)":"[^"]+"|"\w+At":"[^"]+"/g, '')])
    }
    const known = await seen('jane@example.com')
    expect(await Promise.all(Array.from({ length: 12 }, (_, n) => seen(`june${n}@example.com`)))).toContainEqual(known)
  })

  it('refuses writes to the site’s accounts', async () => {
    const put = await world.addAccount('jane', { identifiers: [{ kind: 'email', value: 'jane@example.com' }], destinations: [] })
    expect(put.status).toBe(422)
  })
})
