/** `npm run bench -- idle`: processor time and memory of a server that nobody asks anything, after it was asked for some codes. */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startChild } from './child.ts'
import { diskFolder } from './folder.ts'
import { callerOf, mustBe } from './http.ts'
import { betterAuthEnvironment, createBetterAuthDatabase, numberedEmail, numberedPeople } from './people.ts'
import type { Program } from './program.ts'
import { startProgram } from './program.ts'
import { progress } from './progress.ts'
import { callsOf, createRegain, flowOf, mustStandAt, regainEnvironment, regainProgram } from './regain.ts'

export interface Idle {
  /** Seconds of the processor for each second. */
  share: number
  /** Resident bytes at the end. */
  rss: number
}
export interface IdleResult {
  /** How long each was measured. */
  seconds: number
  /** Codes that each was asked for before. */
  codes: number
  regain: Idle
  betterAuth: Idle
  /** Node's HTTP, one commit and one mail for each code, and nothing else. */
  bare: Idle
}

const ACCOUNTS = 1000
const CODES = 50

/** All at the same time: a machine on which something else works is so for all. */
export async function idle(quick: boolean): Promise<IdleResult> {
  // What requests leave to do is done within three minutes: the last checkpoint of the audit log, and the collections by which V8 returns memory.
  const [settle, seconds] = quick ? [5, 10] : [180, 60]
  const folder = diskFolder()
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  const running: Program[] = []
  const show = progress('idle', 3)
  try {
    const regain = await regainAfterCodes(join(folder, 'regain'), mail.port, running)
    const betterAuth = await betterAuthAfterCodes(join(folder, 'better-auth'), mail.port, running)
    const bare = await afterCodes('bare', betterAuthEnvironment(`file:${join(folder, 'bare')}`, mail.port), ['/', '/'], running)
    show(1)
    await wait(settle * 1000)
    show(2)
    const [ours, theirs, least] = await Promise.all([watch(regain, seconds), watch(betterAuth, seconds), watch(bare, seconds)])
    show(3)
    return { seconds, codes: CODES, regain: ours, betterAuth: theirs, bare: least }
  } finally {
    await Promise.all([...running.map((program) => program.stop()), mail.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function watch({ pid, rss }: Program, seconds: number): Promise<Idle> {
  const [began, before] = [performance.now(), processorSeconds(pid)]
  await wait(seconds * 1000)
  return { share: (processorSeconds(pid) - before) / ((performance.now() - began) / 1000), rss: rss() }
}

/** Of all threads, in user and kernel (proc(5)); to a hundredth of a second. */
function processorSeconds(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const perSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  return (Number(afterName[11]) + Number(afterName[12])) / perSecond
}

async function regainAfterCodes(file: string, smtpPort: number, running: Program[]): Promise<Program> {
  const place = createRegain(file)
  await numberedPeople.regain(place.url, place.realm, ACCOUNTS)
  const program = await startProgram([regainProgram, 'serve'], regainEnvironment(place, smtpPort), '/readyz')
  running.push(program)
  const caller = callerOf(program.port, 1)
  const { start, answer, captcha } = callsOf(caller, place.siteKey)
  for (let code = 0; code < CODES; code += 1) {
    const email = numberedEmail(code)
    const flow = flowOf(await start())
    const identified = await answer(flow, { type: 'identify', identifier: email, captcha: await captcha() })
    const { ref } = mustStandAt(identified, 'choose-method').flow.step.methods?.[0] ?? {}
    mustStandAt(await answer(flow, { type: 'choose-method', ref, complete: email }), 'challenge')
  }
  caller.close()
  return program
}

async function betterAuthAfterCodes(file: string, smtpPort: number, running: Program[]): Promise<Program> {
  const url = `file:${file}`
  await createBetterAuthDatabase(url)
  await numberedPeople.betterAuth(url, ACCOUNTS)
  const paths = ['/api/auth/ok', '/api/auth/email-otp/request-password-reset'] as const
  return await afterCodes('better-auth', betterAuthEnvironment(url, smtpPort), paths, running)
}

/** Of a server that sends a code at one request. */
async function afterCodes(
  name: string,
  environment: (port: number) => Record<string, string>,
  [ready, code]: readonly [string, string],
  running: Program[],
): Promise<Program> {
  const server = fileURLToPath(new URL(`servers/${name}.js`, import.meta.url))
  const program = await startProgram([server], environment, ready)
  running.push(program)
  const caller = callerOf(program.port, 1)
  for (let number = 0; number < CODES; number += 1) mustBe(await caller.post(code, { email: numberedEmail(number) }), 200)
  caller.close()
  return program
}
