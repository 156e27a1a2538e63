/** `npm run bench -- leak` and `-- ways`: can a stranger tell an account from an unknown name, by any reply to any step? */
import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Child } from '../child.ts'
import { startChild } from '../child.ts'
import { quietFolder } from '../folder.ts'
import { callerOf, mustBe } from '../http.ts'
import type { Person } from '../people.ts'
import { addBetterAuthPeople, betterAuthEnvironment, createBetterAuthDatabase, freshEmail } from '../people.ts'
import { progress } from '../progress.ts'
import { BATCHES, compareIn, WARM_UP } from './compare-in.ts'
import { walkOtherWays } from './other-ways.ts'
import type { Comparison } from './sample.ts'
import { createSamples } from './sample.ts'
import { compareSignIns } from './sign-ins.ts'
import { walkToPeople } from './to-people.ts'
import { unknownSubject } from './walk.ts'

export interface LeakResult {
  scenarios: { name: string; system: 'Regain' | 'better-auth'; comparisons: Comparison[] }[]
}

interface Sizes {
  /** Pairs of an ordinary account and an unknown name. */
  ordinary: number
  /** Pairs of each of the other groups. */
  others: number
  /** Further pairs: with a mail server that hangs, and with the peer, whose accounts show after far fewer pairs. */
  beside: number
}

const FULL: Sizes = { ordinary: 10_000, others: 500, beside: 2000 }
const QUICK: Sizes = { ordinary: 200, others: 40, beside: 200 }

export async function leak(quick: boolean): Promise<LeakResult> {
  const sizes = quick ? QUICK : FULL
  const folder = quietFolder()
  const mail = await startMail()
  const silentMail = await startChild('mail', (port) => ({ PORT: String(port), HANGS: 'yes' }))
  try {
    const place = join(folder, 'database')
    const { ordinary, others } = sizes
    const counts = {
      ordinary,
      'wrong address': others,
      'disabled': others,
      'locked': others,
      'unverified': others,
      'out of budget': others,
    }
    const walked = { file: place, methods: ['email-code', 'sms-code', 'saved-code', 'totp', 'passkey'], walk: walkToPeople }
    return {
      scenarios: [
        { name: 'mail server well', system: 'Regain', comparisons: await compareIn({ ...walked, title: 'leak: Regain', mail, counts }) },
        {
          name: 'mail server hangs',
          system: 'Regain',
          comparisons: await compareIn({
            ...walked,
            title: 'leak: Regain, mail hangs',
            mail: silentMail,
            counts: { ordinary: sizes.beside },
          }),
        },
        {
          name: 'imported accounts at the sign-in page',
          system: 'Regain',
          comparisons: await compareSignIns({ file: place, mail, pairs: sizes.beside }),
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

/** `npm run bench -- ways`: the same question of the ways beside codes, which `leak` leaves out so that each fits a quarter of an hour or so. */
export async function ways(quick: boolean): Promise<LeakResult> {
  const { ordinary, keeping, others } = quick
    ? { ordinary: 100, keeping: 20, others: 10 }
    : { ordinary: 10_000, keeping: 1000, others: 250 }
  const folder = quietFolder()
  const mail = await startMail()
  try {
    const comparisons = await compareIn({
      title: 'ways: Regain',
      file: join(folder, 'database'),
      methods: ['email-code', 'sms-code', 'email-approval', 'saved-code', 'passkey', 'contacts'],
      evidence: { sources: ['account-made', 'password-changed', 'last-order'] },
      mail,
      counts: { ordinary, 'keeps methods': keeping, 'wrong address': others, 'disabled': others, 'locked': others, 'unverified': others },
      walk: walkOtherWays,
    })
    return { scenarios: [{ name: 'mail server well', system: 'Regain', comparisons }] }
  } finally {
    await mail.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const startMail = () => startChild('mail', (port) => ({ PORT: String(port) }))

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
