/** Real server processes on one database, and a client that can call each of them: promises must hold across all of them, and through a kill. */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Answer, CaptchaReply, FlowReply, PolicyInput, StartedReply } from '@regain/core'
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { createChain } from '../src/audit/chain.ts'
import { deriveKeys } from '../src/crypto/keys.ts'
import { createSeal } from '../src/crypto/seal.ts'
import { openDatabase } from '../src/db/open-database.ts'
import { createRealm, createSite } from '../src/realms/create.ts'
import { systemChance } from '../src/world/chance.ts'
import { systemClock } from '../src/world/clock.ts'
import { freePort } from './free-ports.ts'
import { openMailServer } from './open-mail-server.ts'
import type { Place } from './open-test-database.ts'
import { answers } from './open-test-database.ts'

// The built program, which a site runs.
const program = fileURLToPath(new URL('../bin/regain.js', import.meta.url))

export interface Member {
  origin: string
  pid(): number
  /** Kills it without warning, like a power cut. */
  kill(): Promise<void>
  /** Stops it where it is, like a frozen virtual machine. */
  pause(): void
  resume(): void
  /** After a kill. */
  start(): Promise<void>
  stop(): Promise<void>
}

export interface Answered<Body> {
  status: number
  body: Body
}

export type Cluster = Awaited<ReturnType<typeof openCluster>>

export async function openCluster(place: Place, size: number, policy: PolicyInput = {}) {
  const secret = systemChance.bytes(32)
  const keys = deriveKeys(secret)
  const mail = await openMailServer()
  const db = await openDatabase(place.settings, systemChance, createChain(keys).append)
  const needs = { chance: systemChance, keys, seal: createSeal(keys, 'sealed-column', systemChance), now: systemClock.now() }
  const cheap: PolicyInput = { ...policy, captcha: { rounds: 1, tries: 2 } }
  const site = await db.write(async (tx) => {
    const { realm } = await createRealm(tx, { name: 'main', policy: cheap }, needs)
    return await createSite(tx, { realm, name: 'Corner Shop', origins: ['https://shop.example'] }, needs)
  })
  const members = await Promise.all(Array.from({ length: size }, () => startMember()))

  async function startMember(): Promise<Member> {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const environment = {
      PATH: process.env.PATH,
      REGAIN_SECRET: Buffer.from(secret).toString('base64'),
      REGAIN_ORIGIN: origin,
      REGAIN_PORT: `${port}`,
      REGAIN_DATABASE_URL: place.settings.url,
      REGAIN_SMTP_URL: mail.url,
      REGAIN_MAIL_FROM: 'Corner Shop <no-reply@shop.example>',
      REGAIN_LOG_LEVEL: 'silent',
    }
    const spawnOne = () => spawn(process.execPath, [program, 'serve'], { env: environment, stdio: ['ignore', 'ignore', 'ignore'] })
    /** Restarts a process that ends immediately, as a supervisor does: the database may be starting, too. */
    const start = async (): Promise<ChildProcess> => {
      let child = spawnOne()
      for (let starts = 1; !(await answers(`${origin}/readyz`)); ) {
        await wait(20)
        if (child.exitCode === null) continue
        if (starts === 20) throw new Error(`a server ended with ${child.exitCode}`)
        starts += 1
        await wait(100)
        child = spawnOne()
      }
      return child
    }
    let child = await start()
    const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
      const ended = once(child, 'exit')
      if (child.exitCode === null && child.kill(signal)) await ended
    }
    return {
      origin,
      pid: () => child.pid ?? 0,
      kill: () => end('SIGKILL'),
      pause: () => void child.kill('SIGSTOP'),
      resume: () => void child.kill('SIGCONT'),
      async start() {
        child = await start()
      },
      stop: () => end('SIGTERM'),
    }
  }

  /** Undefined: the connection broke, and the outcome is unknown. */
  async function call<Body>(member: Member, method: string, path: string, body?: unknown, authorization?: string) {
    try {
      const reply = await fetch(`${member.origin}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...(authorization && { authorization: `Bearer ${authorization}` }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      })
      const text = await reply.text()
      return { status: reply.status, body: (text === '' ? undefined : JSON.parse(text)) as Body } satisfies Answered<Body>
    } catch {
      return undefined
    }
  }

  return {
    db,
    secretKey: site.secretKey,
    members,
    /** One more server process. */
    async join() {
      members.push(await startMember())
    },
    mail,
    call,
    start: (member: Member) => call<StartedReply>(member, 'POST', '/v1/flows', { site: site.siteKey, reason: 'forgot-password' }),
    read: (member: Member, { flow, token }: StartedReply) => call<FlowReply>(member, 'GET', `/v1/flows/${flow.id}`, undefined, token),
    answer: (member: Member, { flow, token }: StartedReply, given: Answer) =>
      call<FlowReply>(member, 'POST', `/v1/flows/${flow.id}/answers`, given, token),
    async captcha(member: Member) {
      const issued = await call<CaptchaReply>(member, 'POST', '/v1/captchas', { site: site.siteKey, kind: 'proof-of-work' })
      if (issued?.status !== 200 || issued.body.kind !== 'proof-of-work') return undefined
      const solution = await solveChallenge({ challenge: issued.body.challenge as never, deriveKey })
      return solution ? { id: issued.body.id, solution } : undefined
    },
    putAccount: (member: Member, id: string, body: unknown) => call(member, 'PUT', `/v1/accounts/${id}`, body, site.secretKey),
    signIn: (member: Member, identifier: string, password: string) =>
      call<{ result: string }>(member, 'POST', '/v1/sign-ins', { identifier, password }, site.secretKey),
    /** The codes that arrived at an address, oldest first. */
    codesFor: (to: string): string[] =>
      mail.mails.flatMap((one) =>
        [one.to].flat().some((list) => list?.text === to) ? (/\b(\d{8})\b/.exec(one.text ?? '')?.slice(1) ?? []) : [],
      ),
    async close() {
      await Promise.all(members.map((member) => member.stop()))
      await db.close()
      await mail.close()
    },
  }
}
