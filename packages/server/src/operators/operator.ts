/** An operator, their session, and the dependencies, for the verbs of this folder. */

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
  /** The server's public origin, to which links, passkeys and cookies belong. */
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
  /** When the operator last proved who they are; 0: an identity provider did. */
  provenAt: number
}

/** An operator whose session and permissions were read for this request. */
export interface SignedIn {
  operator: Operator
  session: Session
}

/** What a request reveals about its sender before anybody is identified. */
export interface Caller {
  address: AddressPrefixes
  browser?: string | undefined
  requestId: string
}

/** Mail addresses of operators are compared in lower case. */
export const readEmail = (typed: string): string => typed.trim().toLowerCase()
