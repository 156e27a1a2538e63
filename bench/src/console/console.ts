/** `npm run bench -- console`: how long the console's queries take on a server with a long history, while people recover their accounts. */
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from '../child.ts'
import { diskFolder } from '../folder.ts'
import { callerOf } from '../http.ts'
import { freshEmail, numberedEmail } from '../people.ts'
import { progress } from '../progress.ts'
import type { RegainPlace } from '../regain.ts'
import { createRegain, flowOf, mustStandAt, startRegain } from '../regain.ts'
import { median, quantile } from '../statistics.ts'
import { hireOwner } from './owner.ts'
import type { Past } from './past.ts'
import { makePast } from './past.ts'

export interface ConsoleResult {
  accounts: number
  attempts: number
  events: number
  generatedSeconds: number
  bytes: number
  /** Attempts that began meanwhile, each up to its code. */
  load: { attempts: number; perSecond: number }
  questions: { question: string; p50: number; p99: number; worst: number }[]
}

const FULL = { accounts: 1_000_000, attempts: 10_000_000, rounds: 300 }
const QUICK = { accounts: 20_000, attempts: 40_000, rounds: 40 }
/** How many people recover at the same time meanwhile. */
const LOAD = 4

/** `attempts`: another size, which the report mentions. */
export async function theConsole(quick: boolean, attempts?: number): Promise<ConsoleResult> {
  const sizes = { ...(quick ? QUICK : FULL), ...(attempts && { attempts }) }
  const folder = diskFolder()
  const mail = await startChild('mail', (port) => ({ PORT: String(port) }))
  try {
    const file = join(folder, 'regain')
    const place = createRegain(file)
    const past = await makePast(place, sizes)
    const cookie = await hireOwner(place)
    const bytes = statSync(file).size
    const regain = await startRegain(place, mail.port, LOAD)
    const caller = callerOf(regain.port, 1)
    const headers = { cookie, 'origin': `http://127.0.0.1:${regain.port}`, 'sec-fetch-site': 'same-origin' }
    const going = { on: true, attempts: 0 }
    const began = performance.now()
    const people = Array.from({ length: LOAD }, async (_, nth) => {
      while (going.on) {
        const flow = flowOf(await regain.start())
        const email = nth % 2 ? freshEmail() : numberedEmail(Math.floor(Math.random() * sizes.accounts))
        const named = mustStandAt(
          await regain.answer(flow, { type: 'identify', identifier: email, captcha: await regain.captcha() }),
          'choose-method',
        )
        const { ref } = named.flow.step.methods?.[0] ?? {}
        mustStandAt(await regain.answer(flow, { type: 'choose-method', ref, complete: email }), 'challenge')
        going.attempts += 1
      }
    })
    try {
      const asked = questions(place, past)
      const times = new Map(Object.keys(asked).map((question) => [question, [] as number[]]))
      const show = progress('console: questions', sizes.rounds)
      // The first round warms up and does not count.
      for (let round = 0; round <= sizes.rounds; round += 1) {
        for (const [question, ask] of Object.entries(asked)) {
          const { path, body } = ask(round)
          const reply = await (body ? caller.post(`/admin/api${path}`, body, headers) : caller.get(`/admin/api${path}`, headers))
          if (reply.status !== 200) throw new Error(`${question}: ${reply.status} ${reply.text.slice(0, 300)}`)
          if (round > 0) times.get(question)?.push(reply.ms)
        }
        show(round)
      }
      const seconds = (performance.now() - began) / 1000
      return {
        ...past,
        generatedSeconds: past.seconds,
        bytes,
        load: { attempts: going.attempts, perSecond: going.attempts / seconds },
        questions: [...times].map(([question, all]) => ({ question, p50: median(all), p99: quantile(all, 0.99), worst: Math.max(...all) })),
      }
    } finally {
      going.on = false
      await Promise.all(people)
      caller.close()
      await regain.stop()
    }
  } finally {
    await mail.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const DAY_MS = 86_400_000
type Question = (round: number) => { path: string; body?: unknown }

/** What the console's rooms request when they open, and its filters, each alone and some together. */
function questions({ realm, siteKey }: RegainPlace, { flows, names, digests, since }: Past): Record<string, Question> {
  const of = (list: readonly string[], round: number): string => encodeURIComponent(list[round % list.length] ?? '')
  const middle = since + 45 * DAY_MS
  const get = (path: string) => () => ({ path })
  return {
    'attempts: newest': get('/attempts'),
    'attempts: in the middle of 89 days': (round) => ({ path: `/attempts?before=${middle + round * 60_000}.zzzz` }),
    'attempts: of a realm': get(`/attempts?realm=${realm}`),
    'attempts: of a site': get(`/attempts?site=${siteKey}`),
    'attempts: open': get('/attempts?state=open'),
    'attempts: got back in': get('/attempts?state=password-changed'),
    'attempts: out of guesses': get('/attempts?state=too-many-guesses'),
    'attempts: expired': get('/attempts?state=expired'),
    'attempts: of an address prefix': (round) => ({ path: `/attempts?addressPrefix=${encodeURIComponent(`203.0.${round % 100}.0/24`)}` }),
    'attempts: with a browser': get(`/attempts?browser=${encodeURIComponent('Firefox on Linux')}`),
    'attempts: with a browser that nobody has': get('/attempts?browser=Netscape'),
    'attempts: of an account': (round) => ({ path: `/attempts?account=${of(digests, round)}` }),
    'attempts: realm, browser, state and a day': (round) => {
      const from = since + (60 + (round % 28)) * DAY_MS
      const browser = encodeURIComponent('Safari on iOS')
      return { path: `/attempts?realm=${realm}&browser=${browser}&state=too-many-guesses&from=${from}&until=${from + DAY_MS}` }
    },
    'attempts: search by name': (round) => ({ path: '/attempts/search', body: { identifier: names[round % names.length] } }),
    'one attempt': (round) => ({ path: `/attempts/${of(flows, round)}` }),
    'accounts: search by name': (round) => ({ path: '/accounts/search', body: { identifier: names[round % names.length] } }),
    'one account': (round) => ({ path: `/accounts/${realm}/${of(names, round)}` }),
    'overview: a day': get('/overview?days=1'),
    'overview: a week': get('/overview?days=7'),
    'overview: ninety days': get('/overview?days=90'),
    'record: newest': get('/events'),
    'record: by name, in the middle': (round) => ({
      path: `/events?realm=${realm}&name=password.changed&before=${middle + round * 60_000}`,
    }),
    'record: state': get('/record'),
    'deliveries: waiting': get('/deliveries?state=waiting'),
    'deliveries: channels': get('/channels'),
    'cases': get('/cases'),
    'sites': get('/sites'),
    'what stands over every page': get('/standing'),
  }
}
