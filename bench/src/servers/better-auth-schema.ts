/** better-auth's tables as its command line generates them for drizzle and SQLite. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

const moment = () => integer({ mode: 'timestamp_ms' })

export const user = sqliteTable('user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: integer({ mode: 'boolean' }).notNull(),
  image: text(),
  createdAt: moment().notNull(),
  updatedAt: moment().notNull(),
})
export const session = sqliteTable('session', {
  id: text().primaryKey(),
  expiresAt: moment().notNull(),
  token: text().notNull().unique(),
  createdAt: moment().notNull(),
  updatedAt: moment().notNull(),
  ipAddress: text(),
  userAgent: text(),
  userId: text().notNull(),
})
export const account = sqliteTable('account', {
  id: text().primaryKey(),
  accountId: text().notNull(),
  providerId: text().notNull(),
  userId: text().notNull(),
  accessToken: text(),
  refreshToken: text(),
  idToken: text(),
  accessTokenExpiresAt: moment(),
  refreshTokenExpiresAt: moment(),
  scope: text(),
  password: text(),
  createdAt: moment().notNull(),
  updatedAt: moment().notNull(),
})
export const verification = sqliteTable('verification', {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: moment().notNull(),
  createdAt: moment().notNull(),
  updatedAt: moment().notNull(),
})

/** The same in SQL, with the indexes that the command line creates. */
export const TABLES = [
  'CREATE TABLE user (id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL UNIQUE, emailVerified INTEGER NOT NULL, image TEXT, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL)',
  'CREATE TABLE session (id TEXT PRIMARY KEY, expiresAt INTEGER NOT NULL, token TEXT NOT NULL UNIQUE, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, ipAddress TEXT, userAgent TEXT, userId TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE)',
  'CREATE INDEX session_userId_idx ON session (userId)',
  'CREATE TABLE account (id TEXT PRIMARY KEY, accountId TEXT NOT NULL, providerId TEXT NOT NULL, userId TEXT NOT NULL REFERENCES user(id) ON DELETE CASCADE, accessToken TEXT, refreshToken TEXT, idToken TEXT, accessTokenExpiresAt INTEGER, refreshTokenExpiresAt INTEGER, scope TEXT, password TEXT, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL)',
  'CREATE INDEX account_userId_idx ON account (userId)',
  'CREATE TABLE verification (id TEXT PRIMARY KEY, identifier TEXT NOT NULL, value TEXT NOT NULL, expiresAt INTEGER NOT NULL, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL)',
  'CREATE INDEX verification_identifier_idx ON verification (identifier)',
]
