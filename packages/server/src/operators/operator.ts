/** An operator, the asker, and the dependencies, as the verbs of this folder know them. */

import type { Keys } from '../crypto/keys.ts'
import type { PasswordHasher } from '../crypto/password-hash.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Database } from '../db/database.ts'
import type { operators } from '../db/schema.ts'
import type { AddressPrefixes } from '../visitor/address.ts'
import type { Chance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'
import type { Role } from './permissions.ts'

export interface OperatorDeps {
  db: Database
  clock: Clock
  chance: Chance
  keys: Keys
  seal: Seal
  hasher: PasswordHasher
  /** The server's public origin: links, passkeys and cookies belong to it. */
  origin: string
}

export type OperatorRow = typeof operators.$inferSelect

export interface Operator {
  id: string
  email: string
  name: string
  role: Role
}

export interface Session {
  id: string
  createdAt: number
  seenAt: number
  /** When the operator last proved who they are; 0: somebody else vouched for them. */
  provenAt: number
}

/** An operator whose session and rights were read for this very request. */
export interface SignedIn {
  operator: Operator
  session: Session
}

/** What a request shows of its sender, before anybody is known. */
export interface Caller {
  address: AddressPrefixes
  browser?: string | undefined
  requestId: string
}

/** Mail addresses of operators are compared in lower case. */
export const readEmail = (typed: string): string => typed.trim().toLowerCase()
