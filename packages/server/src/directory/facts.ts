/** Facts about an account in the form that answers are compared with: months as they are, texts only as a keyed digest. */
import type { EvidenceName, Facts } from '@regain/core'
import { evidence, evidenceNames, monthOf, readFact } from '@regain/core'
import type { Keys } from '../crypto/keys.ts'

/** `read`: as core's `readAnswer` makes it. Security: nobody who reads the database learns what a site told, or what a person typed. */
export const comparable = (keys: Keys, realm: string, name: EvidenceName, read: string): string =>
  evidence[name].asks === 'text' ? keys.digest('account-fact', realm, name, read) : read

/** What can't be read is left out. */
export function keepFacts(keys: Keys, realm: string, told: Readonly<Record<string, string | undefined>>): Facts {
  return Object.fromEntries(
    evidenceNames.flatMap((name) => {
      const read = readFact(name, told[name] ?? '')
      return read === undefined ? [] : [[name, comparable(keys, realm, name, read)]]
    }),
  )
}

/** Of an account that is kept here. Moments in ms. */
interface OwnFacts {
  /** What the site told. */
  facts: Facts
  createdAt: number
  passwordChangedAt: number | null
}

/** The password that an account began with was not changed by anybody here; what the site knows of the time before stands. */
export function ownFacts({ facts, createdAt, passwordChangedAt }: OwnFacts): Facts {
  const changed = passwordChangedAt !== null && passwordChangedAt > createdAt
  return { 'account-made': monthOf(createdAt), ...facts, ...(changed && { 'password-changed': monthOf(passwordChangedAt) }) }
}
