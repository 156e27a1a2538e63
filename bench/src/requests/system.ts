/** The operations of each system under test, in the same terms for both. */
import { randomInt } from 'node:crypto'
import type { Child } from '../child.ts'
import { startChild } from '../child.ts'
import { callerOf, mustBe } from '../http.ts'
import { betterAuthEnvironment, createBetterAuthDatabase, freshEmail, numberedEmail, numberedPeople } from '../people.ts'
import type { Flow, Regain, RegainPlace } from '../regain.ts'
import { createRegain, flowOf, mustStandAt, POLICY, startRegain } from '../regain.ts'
import { CODE } from '../servers/code.ts'
import type { Operation } from './drive.ts'
import { CALLERS, each } from './drive.ts'

export const works = ['code, account', 'code, nobody', 'guess', 'new password'] as const
export type Work = (typeof works)[number]

export interface System extends Child {
  /** Prepares operations; everything before them is done here and not measured. */
  prepare(work: Work, count: number): Promise<Operation[]>
}

const PASSWORD = 'nine grey lanterns drift'
const WRONG = '86427531'
const times = (count: number): number[] => Array.from({ length: count }, (_, place) => place)
const often = { burst: 1_000_000, perSeconds: 1 }

/** Wide budgets, because a thousand accounts are used many times. */
export const ROOMY = {
  ...POLICY,
  limits: {
    ...POLICY.limits,
    identifyPerName: often,
    sendPerDestination: often,
    sendPerDestinationDaily: often,
    guessesPerAccountDaily: often,
  },
}

export interface RegainSystem extends System, Pick<Regain, 'start'> {
  /** Captcha, start, identify, choose-method: a person's way up to the code. */
  fromFirstClick(count: number): Operation[]
}

export const recoverOnce = async (regain: Pick<RegainSystem, 'fromFirstClick'>): Promise<void> => {
  for (const recover of regain.fromFirstClick(1)) await recover()
}

/** A new database with `size` accounts. */
export async function regainSystem(file: string, size: number, mail: Child): Promise<RegainSystem> {
  const place = createRegain(file, ROOMY)
  await numberedPeople.regain(place.url, place.realm, size)
  return await startSystem(place, size, mail)
}

/** A server on a database that has `size` numbered accounts. */
export async function startSystem(place: RegainPlace, size: number, mail: Child): Promise<RegainSystem> {
  const regain = await startRegain(place, mail.port, CALLERS)
  const known = () => numberedEmail(randomInt(size))

  /** Names the account and sends the code: the two requests that look the account up. */
  async function ask(email: string, flow: Flow, captcha: unknown): Promise<Flow> {
    const named = mustStandAt(await regain.answer(flow, { type: 'identify', identifier: email, captcha }), 'choose-method')
    const { ref } = named.flow.step.methods?.[0] ?? {}
    mustStandAt(await regain.answer(flow, { type: 'choose-method', ref, complete: email }), 'challenge')
    return flow
  }
  const begin = async () => [flowOf(await regain.start()), await regain.captcha()] as const
  const asked = (email: string) => async () => ask(email, ...(await begin()))

  async function prepare(work: Work, count: number): Promise<Operation[]> {
    if (work === 'code, account' || work === 'code, nobody')
      return await each(times(count), async () => {
        const [email, begun] = [work === 'code, nobody' ? freshEmail() : known(), await begin()]
        return () => ask(email, ...begun)
      })
    if (work === 'guess') {
      const GUESSES = 4
      const flows = await each(times(Math.ceil(count / GUESSES)), () => asked(known())())
      // The guesses of one flow are far apart, so that they don't wait for each other.
      return times(GUESSES)
        .flatMap(() =>
          flows.map((flow) => async () => mustStandAt(await regain.answer(flow, { type: 'challenge', code: WRONG }), 'challenge')),
        )
        .slice(0, count)
    }
    // Each account once, because a new password ends its other flows.
    const flows = await each(distinct(count, size), async (email) => {
      const flow = await asked(email)()
      mustStandAt(await regain.answer(flow, { type: 'challenge', code: CODE }), 'new-password')
      return flow
    })
    return flows.map((flow) => async () => mustStandAt(await regain.answer(flow, { type: 'new-password', password: PASSWORD }), 'done'))
  }
  return { ...regain, prepare, fromFirstClick: (count) => times(count).map(() => asked(known())) }
}

export async function betterAuthSystem(file: string, size: number, mail: Child): Promise<System> {
  const url = `file:${file}`
  await createBetterAuthDatabase(url)
  await numberedPeople.betterAuth(url, size)
  const child = await startChild('better-auth', betterAuthEnvironment(url, mail.port))
  const { post, close } = callerOf(child.port, CALLERS)
  const known = () => numberedEmail(randomInt(size))
  const ask = async (email: string) => mustBe(await post('/api/auth/email-otp/request-password-reset', { email }), 200)
  const reset = (email: string, otp: string) => post('/api/auth/email-otp/reset-password', { email, otp, password: PASSWORD })

  async function prepare(work: Work, count: number): Promise<Operation[]> {
    if (work === 'code, account' || work === 'code, nobody')
      return times(count)
        .map(() => (work === 'code, nobody' ? freshEmail() : known()))
        .map((email) => () => ask(email))
    if (work === 'guess') {
      const GUESSES = 3
      const emails = distinct(Math.ceil(count / GUESSES), size)
      await each(emails, ask)
      return times(GUESSES)
        .flatMap(() => emails.map((email) => async () => mustBe(await reset(email, WRONG), 400)))
        .slice(0, count)
    }
    const emails = distinct(count, size)
    await each(emails, ask)
    return emails.map((email) => async () => mustBe(await reset(email, CODE), 200))
  }
  return {
    ...child,
    prepare,
    async stop() {
      close()
      await child.stop()
    },
  }
}

/** better-auth keeps one code for each address. */
function distinct(count: number, size: number): string[] {
  const numbers = new Set<number>()
  while (numbers.size < Math.min(count, size)) numbers.add(randomInt(size))
  return [...numbers].map(numberedEmail)
}
