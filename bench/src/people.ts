/** Accounts for a benchmark, written directly into a database before its server starts. */
import { randomBytes, randomInt } from 'node:crypto'
import type { InStatement } from '@libsql/client'
import { createClient } from '@libsql/client'
import { TABLES } from './servers/better-auth-schema.ts'

export const kinds = ['ordinary', 'disabled', 'locked', 'unverified'] as const
export type Kind = (typeof kinds)[number]

export interface Person {
  email: string
  kind: Kind
  /** Null: no password. Absent: one of our hashes. */
  hash?: string | null | undefined
}

/** A new name that looks the same for accounts and unknown names. */
export const freshEmail = (): string => `${String.fromCharCode(97 + randomInt(26))}${randomBytes(6).toString('hex')}@example.com`

// Nobody types this password: new ones replace it.
const REGAIN_HASH = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ibw$BT5wTkcyYuBYsRFJ2s7LVJpxhwVH3QzUrk6eTU5s6qo'
const BETTER_AUTH_HASH = `${'0'.repeat(32)}:${'0'.repeat(128)}`
const SINCE = Date.UTC(2026, 0, 1)

/** Destinations in the proportions of the realm's decoys, so that accounts and decoys are comparable (core's `defaultDecoyShape`). */
function destinationsOf(email: string): { channel: string; value: string }[] {
  const drawn = randomInt(100)
  const self = { channel: 'email', value: email }
  if (drawn < 55) return [self]
  if (drawn < 90) return [self, { channel: 'phone', value: `+4915${randomInt(1e8, 1e9)}` }]
  return [self, { channel: 'email', value: `${email[0]}${freshEmail()}` }]
}

/** `url`: a database that Regain has migrated. */
export async function addRegainPeople(url: string, realm: string, people: readonly Person[]): Promise<void> {
  const insert = ({ email, kind, hash = REGAIN_HASH }: Person): InStatement[] => [
    {
      sql: 'INSERT INTO accounts (realm, id, password_hash, password_changed_at, generation, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)',
      args: [realm, email, hash, SINCE, SINCE, SINCE],
    },
    { sql: 'INSERT INTO identifiers (realm, kind, value, account, place) VALUES (?, ?, ?, ?, 0)', args: [realm, 'email', email, email] },
    ...destinationsOf(email).map(({ channel, value }, place) => ({
      sql: 'INSERT INTO destinations (realm, account, channel, value, verified, since, place) VALUES (?, ?, ?, ?, ?, ?, ?)',
      args: [realm, email, channel, value, kind === 'unverified' ? 0 : 1, SINCE, place],
    })),
    ...(kind === 'disabled' || kind === 'locked'
      ? [
          {
            sql: 'INSERT INTO account_locks (realm, account, cause, since) VALUES (?, ?, ?, ?)',
            args: [realm, email, kind === 'disabled' ? 'disabled' : 'too-many-sign-ins', SINCE],
          },
        ]
      : []),
  ]
  await inBatches(url, people.flatMap(insert))
}

export async function createBetterAuthDatabase(url: string): Promise<void> {
  // WAL, as Regain uses it. better-auth itself leaves SQLite's default journal, which would cost it two more syncs per write.
  await inBatches(url, ['PRAGMA journal_mode=WAL', ...TABLES], 1)
}

export async function addBetterAuthPeople(url: string, people: readonly Person[]): Promise<void> {
  const insert = ({ email }: Person): InStatement[] => [
    { sql: 'INSERT INTO user VALUES (?, ?, ?, 1, NULL, ?, ?)', args: [email, 'Somebody', email, SINCE, SINCE] },
    {
      sql: "INSERT INTO account (id, accountId, providerId, userId, password, createdAt, updatedAt) VALUES (?, ?, 'credential', ?, ?, ?, ?)",
      args: [email, email, email, BETTER_AUTH_HASH, SINCE, SINCE],
    },
  ]
  await inBatches(url, people.flatMap(insert))
}

export const betterAuthEnvironment =
  (url: string, smtpPort: number) =>
  (port: number): Record<string, string> => ({ PORT: String(port), DATABASE_URL: url, SMTP_URL: `smtp://127.0.0.1:${smtpPort}` })

const DIGITS = 8
/** One of many similar addresses. */
export const numberedEmail = (number: number): string => `p${String(number).padStart(DIGITS, '0')}@example.com`

// In SQL, because a million inserts from JavaScript take minutes.
const NUMBERS = `WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?)`
const EMAIL = `printf('p%0${DIGITS}d@example.com', i)`
const SLICE = 100_000

async function fill(url: string, size: number, inserts: readonly { sql: string; args: (string | number)[] }[]): Promise<void> {
  const slices = Array.from(
    { length: Math.ceil(size / SLICE) },
    (_, place) => [place * SLICE, Math.min(size, (place + 1) * SLICE)] as const,
  )
  const statements = slices.flatMap(([from, to]) =>
    inserts.map(({ sql, args }): InStatement => {
      const [into = '', select = ''] = sql.split(' SELECT ')
      return { sql: `${into} ${NUMBERS} SELECT ${select} FROM n`, args: [from, to, ...args] }
    }),
  )
  await inBatches(url, statements, inserts.length)
}

/** This many accounts with one address each, numbered from 0. */
export const numberedPeople = {
  regain: (url: string, realm: string, size: number) =>
    fill(url, size, [
      {
        sql: `INSERT INTO accounts (realm, id, password_hash, password_changed_at, generation, created_at, updated_at) SELECT ?, ${EMAIL}, ?, ?, 1, ?, ?`,
        args: [realm, REGAIN_HASH, SINCE, SINCE, SINCE],
      },
      {
        sql: `INSERT INTO identifiers (realm, kind, value, account, place) SELECT ?, 'email', ${EMAIL}, ${EMAIL}, 0`,
        args: [realm],
      },
      {
        sql: `INSERT INTO destinations (realm, account, channel, value, verified, since, place) SELECT ?, ${EMAIL}, 'email', ${EMAIL}, 1, ?, 0`,
        args: [realm, SINCE],
      },
    ]),
  betterAuth: (url: string, size: number) =>
    fill(url, size, [
      { sql: `INSERT INTO user SELECT ${EMAIL}, 'Somebody', ${EMAIL}, 1, NULL, ?, ?`, args: [SINCE, SINCE] },
      {
        sql: `INSERT INTO account (id, accountId, providerId, userId, password, createdAt, updatedAt) SELECT ${EMAIL}, ${EMAIL}, 'credential', ${EMAIL}, ?, ?, ?`,
        args: [BETTER_AUTH_HASH, SINCE, SINCE],
      },
    ]),
}

async function inBatches(url: string, statements: InStatement[], size = 5000): Promise<void> {
  const client = createClient({ url })
  try {
    for (let from = 0; from < statements.length; from += size) await client.batch(statements.slice(from, from + size), 'write')
  } finally {
    client.close()
  }
}
