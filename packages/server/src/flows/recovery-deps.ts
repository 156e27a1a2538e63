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
  /** Whether this transport can send messages: if it can't, its methods are offered to nobody. */
  isSetUp(transport: Transport): boolean
  /** Absent: the operator has configured no database of countries. */
  countryOf?: CountryOf | undefined
  /** Whether attackers know this password: by the local list and by what the policy adds. */
  findWeakness(password: string, policy: Policy): Promise<PasswordRefusal | undefined>
}

/** The realm's methods that this server can offer. */
export const methodsThatWork = (policy: Policy, { isSetUp }: Pick<RecoveryDeps, 'isSetUp'>): MethodName[] =>
  policy.methods.filter((method) => {
    const transport = leavesBy(method)
    return transport === undefined || isSetUp(transport)
  })

/** A request about a flow: its visitor, its id and its secret. */
export interface FlowRequest {
  flow: string
  token: string
  visitor: Visitor
  /** The origin of the page that asks, if the browser sent one. */
  page?: string | undefined
  siteOf(key: string): Promise<Site | undefined>
}
