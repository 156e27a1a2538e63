/** A realm's history: accounts, and attempts of 89 days with their events, written directly into a database before its server starts. */
import { randomBytes, randomInt } from 'node:crypto'
import { createClient } from '@libsql/client'
import { deriveKeys } from '../../../packages/server/dist/crypto/keys.js'
import { createSeal } from '../../../packages/server/dist/crypto/seal.js'
import { accountDigest } from '../../../packages/server/dist/directory/account-digest.js'
import type { Named } from '../../../packages/server/dist/flows/facts.js'
import { sealNamed } from '../../../packages/server/dist/flows/facts.js'
import { countsOf } from '../../../packages/server/dist/overview/measures.js'
import { createTally } from '../../../packages/server/dist/overview/tally.js'
import { systemChance } from '../../../packages/server/dist/world/chance.js'
import { numberedEmail, numberedPeople } from '../people.ts'
import { progress } from '../progress.ts'
import type { RegainPlace } from '../regain.ts'

export interface Past {
  accounts: number
  attempts: number
  events: number
  /** When the first attempt began, in ms. */
  since: number
  /** Some of them, to query. */
  flows: string[]
  names: string[]
  digests: string[]
  seconds: number
}

/** A day less than the server keeps, so that it is not busy with purging. */
const DAYS = 89
/** Browsers and addresses are kept for thirty days. */
const VISITOR_DAYS = 29
const AT_ONCE = 2000
const KEPT = 500
const HOUR_MS = 3_600_000
const browsers = ['Chrome on Windows', 'Safari on iOS', 'Firefox on Linux', 'Edge on Windows', 'Chrome on Android']
const LINK = 'x'.repeat(43)

/** Ways in which attempts end, by how many of a hundred. */
const ends = [
  { share: 62, outcome: 'password-changed', because: null, events: ['challenge.opened', 'challenge.passed', 'password.changed'] },
  { share: 8, outcome: null, because: 'cancelled', events: ['challenge.opened', 'flow.cancelled'] },
  { share: 5, outcome: null, because: 'too-many-guesses', events: ['challenge.opened', 'challenge.failed', 'challenge.exhausted'] },
  { share: 25, outcome: null, because: null, events: ['challenge.opened'] },
] as const

const drawn = ends.flatMap((end) => Array.from({ length: end.share }, () => end))
const anEnd = (): (typeof ends)[number] => drawn[randomInt(drawn.length)] ?? ends[0]

const FLOWS = `INSERT INTO flows (id, token, site, realm, reason, locale, started_at, expires_at, browser, address_prefix, named, account, name, proven, sends, outcome, because, ended_at)
  SELECT value ->> 0, value ->> 1, ?, ?, 'forgot-password', 'en', value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, 1, value ->> 10, value ->> 11, value ->> 12 FROM json_each(?)`
const EVENTS = `INSERT INTO audit_events (id, at, name, realm, site, flow, account, actor, request_id, details, link)
  SELECT value ->> 0, value ->> 1, value ->> 2, ?, ?, value ->> 3, value ->> 4, 'person', value ->> 5, value ->> 6, '${LINK}' FROM json_each(?)`
const COUNTS = `INSERT INTO counts (step, start, realm, measure, part, count)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?) WHERE true
  ON CONFLICT DO UPDATE SET count = count + excluded.count`

/** One attempt in five names no account. The chain's links are made up, because nothing here verifies it. */
export async function makePast({ url, realm, siteKey, secret }: RegainPlace, sizes: { accounts: number; attempts: number }): Promise<Past> {
  const began = performance.now()
  await numberedPeople.regain(url, realm, sizes.accounts)
  const keys = deriveKeys(Buffer.from(secret, 'base64'))
  const seal = createSeal(keys, 'sealed-column', systemChance)
  const since = Date.now() - DAYS * 24 * HOUR_MS
  const past: Past = { ...sizes, events: 0, since, flows: [], names: [], digests: [], seconds: 0 }
  const tally = createTally()
  const show = progress('attempts written', sizes.attempts)
  const client = createClient({ url })
  await client.execute('PRAGMA synchronous = OFF')
  past.events = Number((await client.execute('SELECT max(id) AS last FROM audit_events')).rows[0]?.last ?? 0)

  function anAttempt(place: number) {
    const decoy = randomInt(5) === 0
    const email = decoy ? `n${randomBytes(6).toString('hex')}@example.com` : numberedEmail(randomInt(sizes.accounts))
    const id = randomBytes(16).toString('base64url')
    const startedAt = since + Math.floor((place / sizes.attempts) * DAYS * 24 * HOUR_MS)
    const name = keys.digest('flow-identifier', realm, 'name', 'email', email)
    const account = decoy ? name : accountDigest(keys, realm, email)
    const offers: Named['offers'] = [
      { ref: id, method: 'email-code', masked: `${email[0]}•••@e•••.com`, complete: 'address', destination: decoy ? -1 : 0 },
    ]
    const destinations: Named['destinations'] = decoy ? [] : [{ channel: 'email', value: email }]
    const named: Named = {
      username: email,
      name: { kind: 'email', value: email },
      decoy,
      accountId: decoy ? '' : email,
      holder: decoy ? '' : email,
      generation: 1,
      destinations,
      offers,
      changedAt: 0,
      context: [],
    }
    const end = decoy ? ends[3] : anEnd()
    const names = ['flow.started', 'flow.identified', ...end.events]
    const tookMs = names.length * 9000
    const endedAt = end.outcome || end.because ? startedAt + tookMs : null
    if (place % Math.ceil(sizes.attempts / KEPT) === 0) {
      past.flows.push(id)
      if (!decoy) past.names.push(email)
      if (!decoy) past.digests.push(account)
    }
    const details = { reason: 'forgot-password', method: 'email-code', decoy, sent: !decoy }
    const events = names.map((name, nth) => {
      const at = startedAt + nth * 9000
      for (const [measure, part] of countsOf({ name, details, first: true, tookMs })) tally.add(at, realm, measure, part)
      past.events += 1
      return [past.events, at, name, id, nth === 0 ? null : account, randomBytes(9).toString('base64url'), JSON.stringify(details)]
    })
    const proven = end.outcome ? '["email-code"]' : '[]'
    const sealed = sealNamed(named, id, seal)
    const isRecent = startedAt > Date.now() - VISITOR_DAYS * 24 * HOUR_MS
    const browser = isRecent ? browsers[randomInt(browsers.length)] : null
    const from = isRecent ? `203.0.${randomInt(100)}.0/24` : null
    const flow = [id, LINK, startedAt, startedAt + HOUR_MS, browser, from, sealed, account, name, proven, end.outcome, end.because, endedAt]
    return { flow, events }
  }

  try {
    for (let done = 0; done < sizes.attempts; done += AT_ONCE) {
      const slice = Array.from({ length: Math.min(AT_ONCE, sizes.attempts - done) }, (_, place) => anAttempt(done + place))
      await client.batch(
        [
          { sql: FLOWS, args: [siteKey, realm, JSON.stringify(slice.map(({ flow }) => flow))] },
          { sql: EVENTS, args: [realm, siteKey, JSON.stringify(slice.flatMap(({ events }) => events))] },
          { sql: COUNTS, args: [JSON.stringify(tally.take())] },
        ],
        'write',
      )
      show(done + slice.length)
    }
    const keep = (name: string, value: string) => ({
      sql: 'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      args: [name, value],
    })
    // Otherwise the server would first count and sign all of it.
    await client.batch(
      [
        keep('events-counted', String(past.events)),
        keep('audit-head', `${past.events} ${LINK} ${keys.digest('audit-chain', 'head', String(past.events), LINK)}`),
        {
          sql: "INSERT INTO audit_checkpoints (number, at, first, last, root, head, previous, signature) VALUES (1, ?, 1, ?, 'x', ?, '', 'x')",
          args: [Date.now(), past.events, LINK],
        },
      ],
      'write',
    )
  } finally {
    client.close()
  }
  return { ...past, seconds: (performance.now() - began) / 1000 }
}
