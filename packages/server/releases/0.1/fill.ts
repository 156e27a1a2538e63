/**
 * Fills a database of release 0.1 by the means of that release: people, attempts under way, messages that wait, operators, cases.
 * `make.mjs` runs it as a test in a checkout of that release and keeps what it wrote. It never runs on newer code.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { Secret, TOTP } from 'otpauth'
import { it } from 'vitest'
import { createChain } from '../../src/audit/chain.ts'
import { createNotary } from '../../src/audit/checkpoint.ts'
import { makeCheckpoints } from '../../src/audit/make-checkpoints.ts'
import * as schema from '../../src/db/schema.ts'
import { deriveKeys } from '../../src/security/keys.ts'
import { createAuthenticator } from '../../src/testing/authenticator.ts'
import { hire } from '../../src/testing/hire.ts'
import { TEST_SECRET } from '../../src/testing/open-test-database.ts'
import { ORIGIN, openWorld, SHOP } from '../../src/testing/open-world.ts'
import { email, MAIL, personAt } from '../../src/testing/people.ts'
import { roomy } from '../../src/testing/roomy.ts'

const PASSWORD = 'old lanterns never rust'
/** bcrypt, cost 4, of PASSWORD. */
const BCRYPT = '$2b$04$XV/fsJPVOPRefrG4d/AWvuAibvdo/jU/jR5/OrwWIaWPxWIY/sjSy'
const methods = ['email-code', 'sms-code', 'email-approval', 'saved-code', 'totp', 'passkey', 'contacts', 'device-approval'] as const

/** Pairs of names that release 0.1 keeps apart, and a release that folds them does not: the older account first. */
const MEETING = [
  ['Özgür', 'özgür'],
  ['straße', 'STRASSE'],
  ['kadı', 'kadi'],
  ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
  ['lamp', 'lamp\ufe0f'],
]

it('fills a database', { timeout: 300_000 }, async () => {
  const folder = process.env.RELEASE_FOLDER ?? ''
  const world = await openWorld(
    { methods: [...methods], hold: { newHours: 0 }, signInByPasskey: true, limits: roomy },
    { insecureOrigins: ['http://127.0.0.1:9'] },
  )
  const { site, realm } = world
  const back = (method: string, path: string, body?: unknown) => world.call<Record<string, string>>(method, path, body, world.back)
  const good = <Answered extends { status: number; text?: string }>(reply: Answered): Answered => {
    if (reply.status >= 300) throw new Error(`${reply.status}: ${reply.text}`)
    return reply
  }

  // People.
  good(
    await world.addAccount('jane', {
      identifiers: [
        { kind: 'email', value: MAIL },
        { kind: 'handle', value: 'jane_doe' },
        { kind: 'phone', value: '+4915112345642' },
      ],
      destinations: [email(MAIL), email('jane@mail.example'), { channel: 'phone', value: '+4915112345642', verified: true }],
      password: PASSWORD,
      locale: 'de',
    }),
  )
  good(await world.addAccount('bob', { ...personAt('bob@example.com'), passwordHash: BCRYPT }))
  good(await world.addAccount('locked', { ...personAt('locked@example.com'), password: PASSWORD }))
  good(await world.addAccount('kept', { ...personAt('kept@example.com', 'kept@mail.example'), password: PASSWORD }))
  good(await world.addAccount('undone', { ...personAt('undone@example.com', 'undone@mail.example'), password: PASSWORD }))
  for (const [n, pair] of MEETING.entries())
    for (const [side, handle] of pair.entries()) {
      const address = `${side === 0 ? 'older' : 'newer'}${n}@example.com`
      const identifiers = [{ kind: 'email', value: address }, ...(handle ? [{ kind: 'handle', value: handle }] : [])]
      good(await world.addAccount(`${side === 0 ? 'older' : 'newer'}${n}`, { ...personAt(address), identifiers, password: PASSWORD }))
      world.turnClock(1000)
    }
  good(await back('POST', '/v1/accounts/locked/lock', { cause: 'operator', note: 'asked by phone' }))

  // What people keep.
  const own = await world.enrol('kept')
  const saved = (await own.call<{ codes: string[] }>('/set-up', { method: 'saved-code' })).body.codes
  const { secret, setUp } = (await own.call<{ secret: string; setUp: string }>('/set-up', { method: 'totp' })).body
  good(
    await own.call('/confirmation', { setUp, code: new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.now() }) }),
  )
  const key = createAuthenticator()
  const asked = (await own.call<{ options: { challenge: string }; setUp: string }>('/set-up', { method: 'passkey' })).body
  await own.call('/confirmation', { setUp: asked.setUp, credential: key.create(asked.options, { origin: SHOP, host: 'shop.example' }) })
  for (const friend of ['ann', 'ben']) {
    await own.call('/contacts', { name: friend, email: `${friend}@example.org` })
    const link = /http:\/\/localhost:4300(\/contacts\/[\w-]+)/.exec((await world.mailsTo(`${friend}@example.org`)).at(-1) ?? '')?.[1]
    await world.app.request(`${ORIGIN}${link}`, { method: 'POST', body: new URLSearchParams({ act: 'accept', marked: 'yes' }) })
  }
  world.turnClock(60_000)
  const device = (await world.signIn(MAIL, PASSWORD, { ip: '203.0.113.7' })).body.device
  const waiting = await world.device('kept')
  for (const wrong of ['one', 'two']) await world.signIn('bob@example.com', `wrong lanterns ${wrong}`, { ip: '198.51.100.9' })

  // Somebody changed a password, and the owner may undo it.
  const { flow: changing } = await world.toChallenge('undone@example.com', 'undone@example.com')
  await world.deliver()
  await world.answer(changing, { type: 'challenge', code: world.codeFor('undone@example.com') })
  good(await world.answer(changing, { type: 'new-password', password: 'quiet lanterns drift over stones' }))
  const undo = /http:\/\/localhost:4300(\/undo\/[\w-]+)/.exec((await world.mailsTo('undone@mail.example')).at(-1) ?? '')?.[1]

  // Operators, their work, and what they watch.
  const [olga, rita] = [await hire(world, 'olga@example.com', 'owner'), await hire(world, 'rita@example.com', 'reviewer')]
  const ask = (reason: string, name: string, at = world.shop) => world.name(name, at, reason as 'compromised')
  const needsHelp = await ask('forgot-password', 'jane_doe')
  await world.answer(needsHelp.flow, { type: 'no-method' })
  await world.answer(needsHelp.flow, { type: 'help', contact: 'jane@new.example', whatHappened: 'My phone is lost.', lastSignIn: 'In May' })
  await rita.send('POST /operators/invitations' as never, { email: 'later@example.com', role: 'viewer', reason: 'starts in May' } as never)

  // Attempts under way: at a choice, at a challenge whose code waits in the outbox, at the new password, asking contacts, asking a device.
  const choosing = await ask('forgot-password', MAIL)
  const { flow: challenged } = await world.toChallenge('bob@example.com', 'bob@example.com')
  const { flow: proven } = await world.toChallenge(MAIL, MAIL)
  await world.answer(challenged, { type: 'challenge', code: '00000000' })
  const nobody = await world.toChallenge('nobody@example.com', 'nobody@example.com')
  for (const method of ['contacts', 'device-approval']) {
    const asking = await ask('forgot-password', 'kept@example.com')
    const { step } = asking.named.body.flow
    const ref = step.type === 'choose-method' ? step.methods.find((one) => one.method === method)?.ref : undefined
    await world.answer(asking.flow, { type: 'choose-method', ref: ref ?? '' })
  }
  await world.app.request(`${ORIGIN}/calls/${site.siteKey}?locale=en`, { method: 'POST', body: new URLSearchParams({}) })
  const enrolment = (await world.enrol('jane')).token

  good(await back('POST', '/v1/webhooks', { url: 'http://127.0.0.1:9/events', events: ['password.changed'] }))
  await makeCheckpoints(
    { db: world.db, chain: createChain(deriveKeys(TEST_SECRET)), notary: createNotary(deriveKeys(TEST_SECRET)), clock: world.deps.clock },
    () => undefined,
  )

  // What no step above wrote gets one row, made from its columns, in a realm of its own that nobody asks for.
  const made: string[] = []
  for (const table of Object.values<unknown>(schema).filter((one): one is SQLiteTable => is(one, SQLiteTable))) {
    if ((await world.db.read.$count(table)) > 0) continue
    made.push(getTableName(table))
    const referenced: Record<string, unknown> = {}
    for (const { reference } of getTableConfig(table).foreignKeys) {
      const { columns, foreignColumns, foreignTable } = reference()
      const [one] = await world.db.read.select().from(foreignTable).limit(1)
      columns.forEach((column, n) => {
        referenced[column.name] = Object.entries(getTableColumns(foreignTable)).flatMap(([name, { name: named }]) =>
          named === foreignColumns[n]?.name ? [one?.[name]] : [],
        )[0]
      })
    }
    const row = Object.entries(getTableColumns(table)).flatMap(([column, { dataType, enumValues, notNull, primary, columnType }]) => {
      if ((primary && columnType === 'SQLiteInteger') || !notNull) return []
      if (column in referenced) return [[column, referenced[column]]]
      if (column === 'realm') return [[column, 'r_filled']]
      if (dataType === 'string') return [[column, enumValues?.at(-1) ?? '{}']]
      return [[column, dataType === 'boolean' ? false : world.now()]]
    })
    await world.db.write((tx) => tx.insert(table).values(Object.fromEntries(row)))
  }

  const read = (sql: string) => world.db.read.all<Record<string, unknown>>(sql)
  const [statements, inserts]: string[][] = [[], []]
  const objects = await read(
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'libsql_%' ORDER BY rowid",
  )
  for (const { name, sql } of objects.filter((one) => one.type === 'table')) {
    statements.push(String(sql))
    const columns = (await read(`PRAGMA table_info(${name})`)).map((one) => `"${one.name}"`)
    const values = columns.map((column) => `quote(${column})`).join(` || ',' || `)
    const rows = await read(`SELECT ${values} AS line FROM ${name}`)
    for (const { line } of rows) inserts.push(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${line})`)
  }
  statements.push(...inserts)
  // Triggers and indexes come last: the record refuses to be changed.
  for (const { sql } of objects.filter((one) => one.type !== 'table')) statements.push(String(sql))
  writeFileSync(join(folder, 'database.json.gz'), gzipSync(JSON.stringify(statements), { level: 9 }))
  const facts = {
    now: world.now(),
    realm,
    site,
    operators: { olga: [...olga.jar], rita: [...rita.jar] },
    people: {
      jane: MAIL,
      password: PASSWORD,
      bob: 'bob@example.com',
      device,
      kept: { saved, secret, device: waiting.headers.authorization },
    },
    meeting: MEETING,
    undo,
    enrolment,
    flows: { choosing: choosing.flow, challenged, proven, nobody: nobody.flow },
    codes: { challenged: 'bob@example.com', proven: MAIL },
    made,
  }
  writeFileSync(join(folder, 'facts.json'), `${JSON.stringify(facts, null, 2)}\n`)
  await world.close()
})
