/** `npm run bench -- leak`: can a stranger tell an account from nobody, by any reply to any step? */
import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Child } from '../child.ts'
import { startChild } from '../child.ts'
import { quietFolder } from '../folder.ts'
import { callerOf, mustBe } from '../http.ts'
import type { Kind, Person } from '../people.ts'
import { addBetterAuthPeople, addRegainPeople, betterAuthEnvironment, createBetterAuthDatabase, freshEmail } from '../people.ts'
import { progress } from '../progress.ts'
import { createRegain, POLICY, startRegain } from '../regain.ts'
import type { Group, Subject } from './regain-leak.ts'
import { unknownSubject, walkPairs } from './regain-leak.ts'
import type { Comparison } from './sample.ts'
import { createSamples, UNKNOWN } from './sample.ts'

export interface LeakResult {
  scenarios: { name: string; system: 'Regain' | 'better-auth'; comparisons: Comparison[] }[]
}

interface Sizes {
  /** Pairs of an ordinary account and nobody. */
  ordinary: number
  /** Pairs of each of the other groups. */
  others: number
  /** Pairs beside: at a mail server that hangs, and at the peer, which tells the two apart after far fewer. */
  beside: number
}

const FULL: Sizes = { ordinary: 10_000, others: 500, beside: 2000 }
const QUICK: Sizes = { ordinary: 200, others: 40, beside: 200 }
const BATCHES = 20
const WARM_UP = 100

export async function leak(quick: boolean): Promise<LeakResult> {
  const sizes = quick ? QUICK : FULL
  const folder = quietFolder()
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  const silentMail = await startChild('mail', (port) => ({ PORT: String(port), HANGS: 'yes' }))
  try {
    const place = join(folder, 'database')
    return {
      scenarios: [
        { name: 'mail server well', system: 'Regain', comparisons: await ofRegain('leak: Regain', place, mail, sizes) },
        {
          name: 'mail server hangs',
          system: 'Regain',
          comparisons: await ofRegain('leak: Regain, mail hangs', place, silentMail, { ...sizes, ordinary: sizes.beside, others: 0 }),
        },
        {
          name: 'mail not waited for, as documented',
          system: 'better-auth',
          comparisons: await ofBetterAuth('leak: better-auth', place, mail, sizes.beside, false),
        },
        {
          name: 'mail waited for',
          system: 'better-auth',
          comparisons: await ofBetterAuth('leak: better-auth, mail waited for', place, mail, sizes.others, true),
        },
      ],
    }
  } finally {
    await Promise.all([mail.stop(), silentMail.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

const kindOf: Record<Group, Kind> = {
  'ordinary': 'ordinary',
  'wrong address': 'ordinary',
  'disabled': 'disabled',
  'locked': 'locked',
  'unverified': 'unverified',
  'out of budget': 'ordinary',
}

async function ofRegain(title: string, file: string, mail: Child, { ordinary, others }: Sizes): Promise<Comparison[]> {
  const counts: Record<Group, number> = {
    'ordinary': ordinary,
    'wrong address': others,
    'disabled': others,
    'locked': others,
    'unverified': others,
    'out of budget': others,
  }
  const warmUp = Array.from({ length: WARM_UP }, (): Subject => ({ group: 'ordinary', email: freshEmail() }))
  const known = Object.entries(counts).flatMap(([group, count]) =>
    Array.from({ length: count }, (): Subject => ({ group: group as Group, email: freshEmail() })),
  )
  const place = createRegain(file, { ...POLICY, methods: ['email-code', 'sms-code', 'saved-code', 'totp', 'passkey'] })
  const people = [...warmUp, ...known].map(({ group, email }): Person => ({ email, kind: group === UNKNOWN ? 'ordinary' : kindOf[group] }))
  await addRegainPeople(place.url, place.realm, people)
  const regain = await startRegain(place, mail.port, 1)
  try {
    const pair = (subject: Subject) => [subject, unknownSubject()] as const
    await walkPairs(regain, warmUp.map(pair), createSamples())
    const samples = createSamples()
    const show = progress(title, BATCHES)
    const mixed = shuffle(known)
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const from = Math.floor((mixed.length * batch) / BATCHES)
      const to = Math.floor((mixed.length * (batch + 1)) / BATCHES)
      await walkPairs(regain, mixed.slice(from, to).map(pair), samples)
      show(batch + 1)
    }
    return samples.compare()
  } finally {
    await regain.stop()
  }
}

async function ofBetterAuth(title: string, file: string, mail: Child, pairs: number, awaited: boolean): Promise<Comparison[]> {
  const [warm, known] = [WARM_UP, pairs].map((count) =>
    Array.from({ length: count }, (): Person => ({ email: freshEmail(), kind: 'ordinary' })),
  )
  const url = `file:${file}-better-auth${awaited ? '-awaited' : ''}`
  await createBetterAuthDatabase(url)
  await addBetterAuthPeople(url, [...(warm ?? []), ...(known ?? [])])
  const server = await startChild('better-auth', (port) => ({
    ...betterAuthEnvironment(url, mail.port)(port),
    ...(awaited && { AWAIT_MAIL: 'yes' }),
  }))
  const { post, close } = callerOf(server.port, 1)
  const samples = createSamples()
  const steps = {
    'ask for a link': (email: string) => post('/api/auth/request-password-reset', { email, redirectTo: '/new' }),
    'ask for a code': (email: string) => post('/api/auth/email-otp/request-password-reset', { email }),
    'guess': (email: string) => post('/api/auth/email-otp/reset-password', { email, otp: '999999', password: 'nine grey lanterns drift' }),
  }
  const round = async (people: readonly Person[]) => {
    for (const { email } of people) {
      const subjects = [{ group: 'ordinary', email }, unknownSubject()]
      if (randomInt(2) === 0) subjects.reverse()
      for (const [step, send] of Object.entries(steps)) {
        for (const subject of subjects) {
          const reply = await send(subject.email)
          mustBe(reply, step === 'guess' ? 400 : 200)
          samples.add(step, subject.group, reply)
        }
      }
    }
  }
  try {
    await round(warm ?? [])
    samples.clear()
    const show = progress(title, BATCHES)
    for (let batch = 0; batch < BATCHES; batch += 1) {
      await round((known ?? []).slice(Math.floor((pairs * batch) / BATCHES), Math.floor((pairs * (batch + 1)) / BATCHES)))
      show(batch + 1)
    }
    return samples.compare()
  } finally {
    close()
    await server.stop()
  }
}

function shuffle<Member>(members: readonly Member[]): Member[] {
  const mixed = [...members]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1)
    ;[mixed[last], mixed[other]] = [mixed[other] as Member, mixed[last] as Member]
  }
  return mixed
}
