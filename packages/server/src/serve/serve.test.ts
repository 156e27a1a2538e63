import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import type { CaptchaReply, FlowReply, StartedReply } from '@regain/core'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personAt } from '../../testing/people.ts'
import { openProgram } from '../../testing/run-program.ts'

const ADDRESS = 'jane.of.the.lanterns@shop.example'
const OLD = 'old lanterns never rust'
const NEW = 'quiet lanterns drift over stones'

describe('a running server', () => {
  const texts: string[] = []
  const mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then((parsed) => {
        texts.push(parsed.text ?? '')
        done()
      }, done)
    },
  })
  // A client that ends closes its idle connections.
  mail.on('error', () => undefined)
  let program: Awaited<ReturnType<typeof openProgram>>
  let running: Awaited<ReturnType<typeof program.serve>>
  let site: { siteKey: string; secretKey: string }

  beforeAll(async () => {
    mail.listen(0, '127.0.0.1')
    await once(mail.server, 'listening')
    const { port } = mail.server.address() as { port: number }
    program = await openProgram({
      REGAIN_LOG_LEVEL: 'trace',
      REGAIN_SMTP_URL: `smtp://127.0.0.1:${port}`,
      REGAIN_MAIL_FROM: 'no-reply@shop.example',
      REGAIN_SECURITY_CONTACT: 'mailto:security@shop.example',
    })
    await program.run('realm', 'create', 'main', '--policy', '{"captcha":{"rounds":1,"tries":2}}')
    const made = await program.run('site', 'create', 'Shop', '--realm', 'main', '--origin', 'https://shop.example', '--json')
    site = JSON.parse(made.out) as typeof site
    running = await program.serve()
  })
  afterAll(async () => {
    program.remove()
    await new Promise<void>((done) => mail.close(() => done()))
  })

  async function call<Body>(
    method: string,
    path: string,
    body: unknown,
    token?: string,
  ): Promise<{ status: number; body: Body; text: string }> {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    const reply = await fetch(program.origin + path, { method, headers, body: JSON.stringify(body) })
    const text = await reply.text()
    return { status: reply.status, text, body: JSON.parse(text) as Body }
  }

  /** Sends raw bytes and returns the status line, or nothing if the connection was closed without one. */
  async function raw(bytes: string): Promise<string> {
    const socket = connect(program.port, '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      if (answer.includes('\r\n')) socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.write(Buffer.from(bytes, 'latin1'))
    await once(socket, 'close')
    return answer.split('\r\n')[0] ?? ''
  }

  it('publishes the contact for vulnerabilities, valid for less than a year (RFC 9116)', async () => {
    const text = await (await fetch(`${program.origin}/.well-known/security.txt`)).text()
    const { Contact, Expires, Canonical } = Object.fromEntries(
      text
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/: (.*)/)),
    )
    expect([Contact, Canonical]).toEqual(['mailto:security@shop.example', `${program.origin}/.well-known/security.txt`])
    const days = (Date.parse(Expires) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(30)
    expect(days).toBeLessThan(365)
  })

  it('drops clients that send their headers slowly, and serves others meanwhile', async () => {
    const began = performance.now()
    const socket = connect(program.port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.resume()
    socket.write(`POST /v1/flows HTTP/1.1\r\nHost: localhost:${program.port}\r\nX-Slow: `)
    const drops = setInterval(() => socket.write('a'), 500)
    expect((await fetch(`${program.origin}/healthz`)).status).toBe(200)
    await once(socket, 'close')
    clearInterval(drops)
    // Ten seconds of headers, and a check of all connections every five.
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  it('refuses a malformed request before any route', async () => {
    const host = `Host: localhost:${program.port}\r\n`
    const post = `POST /v1/flows HTTP/1.1\r\n${host}Content-Type: application/json\r\n`
    expect(await raw(`GET /healthz HTTP/1.1\r\n${host}X-Big: ${'a'.repeat(20_000)}\r\n\r\n`)).toContain(' 431 ')
    expect(await raw(`${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)).toContain(' 400 ')
    expect(await raw(`GET /healthz HTTP/1.1\r\n${host}X-Nul: a\0b\r\n\r\n`)).toContain(' 400 ')
    expect(await raw(`GET /healthz HTTP/1.1\r\n${host}X-Fold: a\r\n b\r\n\r\n`)).toMatch(/ (400|200) /)
    expect(await raw('GET /healthz HTTP/1.1\r\n\r\n')).toContain(' 400 ')
    expect(await raw('GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n')).toContain(' 421 ')
    expect(await raw(`GET http://evil.example/healthz HTTP/1.1\r\n${host}\r\n`)).toMatch(/ (400|421) /)
    expect(await raw(`GET /v1/sites/%E0%A4%A HTTP/1.1\r\n${host}\r\n`)).toMatch(/ 4\d\d /)
    expect(await raw(`TRACE /healthz HTTP/1.1\r\n${host}\r\n`)).toContain(' 405 ')
    // One `Host`, `Authorization` and `Content-Type`: of two, proxies and servers choose differently.
    expect(await raw(`GET /healthz HTTP/1.1\r\n${host}Host: evil.example\r\n\r\n`)).toContain(' 400 ')
    expect(await raw(`GET /healthz HTTP/1.1\r\n${host}${host}\r\n`)).toContain(' 400 ')
    expect(await raw(`GET /v1/flows/a HTTP/1.1\r\n${host}Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n`)).toContain(' 400 ')
    expect(await raw(`${post}content-type: text/plain\r\nContent-Length: 2\r\n\r\n{}`)).toContain(' 400 ')
    expect(await raw(`GET /healthz HTTP/1.1\r\nHost: a@localhost:${program.port}\r\n\r\n`)).toMatch(/ (400|421) /)
    expect(await raw(`GET http://localhost:${program.port}/healthz HTTP/1.1\r\n${host}\r\n`)).toContain(' 200 ')
    const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`
    expect(await raw(`${post}Transfer-Encoding: chunked\r\n\r\n${chunk}${chunk}0\r\n\r\n`)).toContain(' 413 ')
  })

  it('matches a path exactly as sent: a spelling that bypasses a proxy’s rule is not found', async () => {
    const get = (path: string) => raw(`GET ${path} HTTP/1.1\r\nHost: localhost:${program.port}\r\n\r\n`)
    const key = site.siteKey
    expect(await get(`/v1/sites/${key}`)).toContain(' 200 ')
    // A parameter is decoded.
    expect(await get(`/v1/sites/${key.replace('_', '%5F')}`)).toContain(' 200 ')
    const others = [
      `/v1/%73ites/${key}`,
      `/%76%31/sites/${key}`,
      `/v1%2Fsites/${key}`,
      `/v1/sites%2F${key}`,
      `/v1/./sites/${key}`,
      `/v1/x/../sites/${key}`,
      `/v1/%2e/sites/${key}`,
      `/v1/x/%2e%2e/sites/${key}`,
      `/v1//sites/${key}`,
      `//v1/sites/${key}`,
      `/v1\\sites\\${key}`,
      `/V1/sites/${key}`,
      `/v1/sites/${key}/`,
      `/v1/sites/${key}/.`,
      '/%68ealthz',
      '/./healthz',
      '/admin/api/./me',
      '/%61dmin/api/me',
    ]
    for (const path of others) expect(await get(path), path).toMatch(/ 4(00|04) /)
  })

  it('closes the connection of a body that is too large, and says so: no other request is lost behind it', async () => {
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(`${program.origin}/v1/flows`, { method: 'POST', headers, body: 'a'.repeat(300_000) })
    expect([reply.status, reply.headers.get('connection')]).toEqual([413, 'close'])
  })

  it('serves everybody else while somebody sends large forms, and keeps nothing of them', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const many = Array.from({ length: 350_000 }, (_, n) => `k${n}=1`).join('&')
    const forms = [
      'approve/x',
      'contacts/x',
      'not-mine/x',
      'deny/x',
      'undo/x',
      `cases/${site.siteKey}`,
      `calls/${site.siteKey}`,
      'reminders/stop/x',
    ]
    let sent = 0
    let slowest = 0
    const flood = Promise.all(
      forms.map(async (path) => {
        for (let n = 0; n < 5; n += 1) {
          // A sender whose connection is closed during its body may not read the reason.
          const status = await fetch(`${program.origin}/${path}`, { method: 'POST', headers, body: many }).then(
            (reply) => reply.status,
            () => 413,
          )
          expect(status, path).toBe(path.startsWith('reminders') ? 404 : 413)
          sent += 1
        }
      }),
    )
    let done = false
    void flood.finally(() => (done = true))
    while (!done) {
      const began = performance.now()
      expect((await fetch(`${program.origin}/healthz`)).status).toBe(200)
      slowest = Math.max(slowest, performance.now() - began)
    }
    await flood
    expect(sent).toBe(forms.length * 5)
    // One such form used to stop the server for seconds.
    expect(slowest).toBeLessThan(1500)
  })

  it('keeps personal secrets out of log, audit log, metrics and database', async () => {
    const account = { ...personAt(ADDRESS), password: OLD }
    expect((await call('PUT', '/v1/accounts/jane', account, site.secretKey)).status).toBe(201)
    const { body: started } = await call<StartedReply>('POST', '/v1/flows', { site: site.siteKey, reason: 'forgot-password' })
    const replies: string[] = []
    const answer = async (given: object) => {
      const { body, text } = await call<FlowReply>('POST', `/v1/flows/${started.flow.id}/answers`, given, started.token)
      replies.push(text)
      return body.flow.step
    }
    const { body: captcha } = await call<Extract<CaptchaReply, { kind: 'proof-of-work' }>>('POST', '/v1/captchas', { site: site.siteKey })
    const solution = await solveChallenge({ challenge: captcha.challenge as Parameters<typeof solveChallenge>[0]['challenge'], deriveKey })
    const choose = await answer({ type: 'identify', identifier: ADDRESS, captcha: { id: captcha.id, solution } })
    if (choose.type !== 'choose-method') throw new Error(`at ${choose.type}`)
    await answer({ type: 'choose-method', ref: choose.methods[0]?.ref, complete: ADDRESS })
    await expect.poll(() => texts.length, { timeout: 20_000 }).toBe(1)
    const code = /\b\d{8}\b/.exec(texts[0] ?? '')?.[0] ?? ''
    expect(code).toMatch(/^\d{8}$/)
    expect((await answer({ type: 'challenge', code })).type).toBe('new-password')
    expect(await answer({ type: 'new-password', password: NEW })).toMatchObject({ type: 'done' })
    const metrics = await (await fetch(`http://127.0.0.1:${program.port}/metrics`)).text()
    expect(metrics).toContain('regain_events_total{event="password.changed"')
    expect(metrics).toContain('nodejs_eventloop_lag_p99_seconds')

    const client = createClient({ url: `file:${join(program.folder, 'regain.db')}` })
    const rows = (await client.execute('SELECT * FROM audit_events')).rows
    const stored = JSON.stringify([
      rows,
      (await client.execute('SELECT * FROM flows')).rows,
      (await client.execute('SELECT * FROM outbox')).rows,
    ])
    client.close()

    running.child.kill('SIGTERM')
    const { out, err, status } = await running.ended
    expect(status).toBe(0)
    expect(out).toContain('"route":"/v1/flows/:id/answers"')
    for (const secret of [code, started.token, OLD, NEW, ADDRESS, site.secretKey]) {
      const forms = [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64').replace(/=+$/, ''),
        Buffer.from(secret).toString('hex'),
      ]
      for (const form of forms)
        for (const [place, text] of Object.entries({ out, err, metrics, stored }))
          expect(text.includes(form), `${place} holds a secret as ${form}`).toBe(false)
    }
    // In replies: only the name that the person typed, at the last step.
    for (const secret of [code, started.token, OLD, NEW]) for (const text of replies) expect(text).not.toContain(secret)
    expect(replies.slice(0, 2).join()).not.toContain(ADDRESS)
  })

  it('finishes the requests in progress when it must stop, and keeps what it acknowledged', async () => {
    running = await program.serve()
    const begun = Array.from({ length: 20 }, () =>
      call<StartedReply>('POST', '/v1/flows', { site: site.siteKey, reason: 'forgot-password' }).then(
        ({ status, body }) => (status === 201 ? body.flow.id : ''),
        () => '',
      ),
    )
    await Promise.race(begun)
    const told = performance.now()
    running.child.kill('SIGTERM')
    const ids = (await Promise.all(begun)).filter((id) => id !== '')
    expect((await running.ended).status).toBe(0)
    expect(performance.now() - told).toBeLessThan(10_000)
    expect(ids.length).toBeGreaterThan(0)
    const client = createClient({ url: `file:${join(program.folder, 'regain.db')}` })
    const { rows } = await client.execute('SELECT id FROM flows')
    client.close()
    const kept = new Set(rows.map(({ id }) => id))
    for (const id of ids) expect(kept.has(id)).toBe(true)
  })
})
