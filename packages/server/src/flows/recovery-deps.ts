/** The dependencies of a recovery's verbs. */
import type { MethodName, PasswordRefusal, Policy, Transport } from '@regain/core'
import { leavesBy } from '@regain/core'
import type { Captchas } from '../captcha/captcha.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Seal } from '../crypto/seal.ts'
import type { Database } from '../db/database.ts'
import type { Directory } from '../directory/directory.ts'
import type { Realm, Site } from '../sites/realm.ts'
import type { CountryOf } from '../visitor/country.ts'
import type { Visitor } from '../visitor/visitor.ts'
import type { Chance } from '../world/chance.ts'
import type { Clock } from '../world/clock.ts'

export interface RecoveryDeps {
  /** The server's public origin: the only source of links. */
  origin: string
  clock: Clock
  chance: Chance
  keys: Keys
  /** Seals the columns that must be read again. */
  seal: Seal
  db: Database
  captchas: Captchas
  directoryOf(realm: Realm): Directory
  /** Whether messages can leave by this transport: a method whose messages can't leave is offered to nobody. */
  isSetUp(transport: Transport): boolean
  /** Absent: the operator gave no database of countries. */
  countryOf?: CountryOf | undefined
  /** Whether a password is known to attackers, by the local list and what the policy adds to it. */
  findWeakness(password: string, policy: Policy): Promise<PasswordRefusal | undefined>
}

/** Those of the realm's methods that work here. */
export const methodsThatWork = (policy: Policy, { isSetUp }: Pick<RecoveryDeps, 'isSetUp'>): MethodName[] =>
  policy.methods.filter((method) => {
    const transport = leavesBy(method)
    return transport === undefined || isSetUp(transport)
  })

/** A request of a flow: its visitor, its place, and its secret. */
export interface FlowRequest {
  flow: string
  token: string
  visitor: Visitor
  /** The origin of the page that asks, where it names one. */
  page?: string | undefined
  siteOf(key: string): Promise<Site | undefined>
}
