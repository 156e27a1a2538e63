/** The site's own users, in its own tables. Regain never reads these tables; it only asks. */
import { createHash, randomBytes } from 'node:crypto'
import type { Client, Row } from '@libsql/client'
import { hash, verify } from '@node-rs/argon2'

export interface NewUser {
  email: string
  emailVerified?: boolean
  phone?: string
  phoneVerified?: boolean
  handle?: string
  password: string
}

const TABLES = [
  `create table if not exists users (id integer primary key, email text not null unique, email_verified integer not null, phone text, phone_verified integer not null,
    handle text unique, password_hash text not null, generation integer not null default 1, lock text, locked_at text, created_at text not null) strict`,
  'create index if not exists users_phone on users (phone)',
  // A session is valid while its user's generation stays the same: raising that number signs out everywhere.
  'create table if not exists sessions (digest text primary key, user integer not null, generation integer not null) strict',
  // The answer to each call: a repeat gets the same answer, and does nothing.
  'create table if not exists calls (id text primary key, reply text not null, at integer not null) strict',
]

/** Locks that a new password lifts; the site's team lifts all others. */
const LIFTED = "('too-many-sign-ins', 'frozen', 'compromised', 'expired')"
const DAY = 86_400_000
const digest = (token: string): string => createHash('sha256').update(token).digest('base64url')
// Regain hashes the password in Unicode NFC, so the sign-in must normalise it too.
const normal = (password: string): string => password.normalize('NFC')

export type Users = Awaited<ReturnType<typeof openUsers>>

export async function openUsers(db: Client) {
  await db.batch(TABLES, 'write')
  const nobody = await hash('a password that nobody has')
  const rows = async (sql: string, args: (string | number)[]): Promise<Row[]> => (await db.execute({ sql, args })).rows

  /** Everyone with this email, phone or handle. Two people may share a phone; then Regain uses neither account. */
  const find = (kind: string, value: string) =>
    rows(`select * from users where ${kind === 'email' ? 'email' : kind === 'phone' ? 'phone' : 'handle'} = ?`, [value])

  return {
    find,
    read: (id: string) => rows('select * from users where id = ?', [id]),

    async add({ email, phone, handle, password, ...user }: NewUser): Promise<string> {
      const added = await db.execute({
        sql: 'insert into users (email, email_verified, phone, phone_verified, handle, password_hash, created_at) values (?, ?, ?, ?, ?, ?, ?)',
        args: [
          email.toLowerCase(),
          Number(user.emailVerified ?? true),
          phone ?? null,
          Number(user.phoneVerified ?? false),
          handle?.toLowerCase() ?? null,
          await hash(normal(password)),
          new Date().toISOString(),
        ],
      })
      return String(added.lastInsertRowid)
    },

    /** A changed address raises the generation as well: a recovery through the old address must start again. */
    setEmail: (id: string, email: string) =>
      rows('update users set email = ?, email_verified = 1, generation = generation + 1 where id = ?', [email.toLowerCase(), id]),
    lock: (id: string, cause: string) =>
      rows('update users set lock = ?, locked_at = ?, generation = generation + 1 where id = ?', [cause, new Date().toISOString(), id]),

    /** The token of a new session, or undefined. */
    async signIn(name: string, password: string): Promise<string | undefined> {
      const kind = name.includes('@') ? 'email' : name.startsWith('+') ? 'phone' : 'handle'
      const [user] = await find(kind, name.trim().toLowerCase())
      const matches = await verify(String(user?.password_hash ?? nobody), normal(password))
      if (!user || !matches || user.lock !== null) return undefined
      const token = randomBytes(32).toString('base64url')
      await rows('insert into sessions (digest, user, generation) values (?, ?, ?)', [
        digest(token),
        Number(user.id),
        Number(user.generation),
      ])
      return token
    },
    signedIn: async (token: string): Promise<Row | undefined> =>
      (
        await rows(
          'select users.* from sessions join users on users.id = user and users.generation = sessions.generation where digest = ?',
          [digest(token)],
        )
      )[0],

    /** False if the call was handled before. */
    async isNew(call: string): Promise<boolean> {
      await rows('delete from calls where at < ?', [Date.now() - DAY])
      return (await db.execute({ sql: "insert or ignore into calls values (?, 'read', ?)", args: [call, Date.now()] })).rowsAffected === 1
    },

    /** One transaction for the password, every session, and the answer to this call. A repeat violates `calls` and is rolled back completely. */
    async setPassword(call: string, id: string, passwordHash: string, generation: number): Promise<'changed' | 'gone'> {
      const change = {
        sql: `update users set password_hash = ?, generation = generation + 1, lock = null, locked_at = null
          where id = ? and generation = ? and (lock is null or lock in ${LIFTED})`,
        args: [passwordHash, id, generation],
      }
      const answer = { sql: "insert into calls values (?, iif(changes() = 1, 'changed', 'gone'), ?)", args: [call, Date.now()] }
      const failed = await db.batch([change, answer], 'write').then(
        () => undefined,
        (error: unknown) => error,
      )
      const [known] = await rows('select reply from calls where id = ?', [call])
      if (!known) throw failed
      return known.reply === 'changed' ? 'changed' : 'gone'
    },
  }
}
