/** Facts about an account in the form in which answers are compared: months in the clear, texts only as a keyed digest. */
import type { EvidenceName, Facts } from '@regain/core'
import { evidence, evidenceNames, monthOf, readFact } from '@regain/core'
import type { Keys } from '../crypto/keys.ts'

/** `read`: as core's `readAnswer` returns it. Security: a reader of the database can't learn what a site supplied, or what a person typed. */
export const comparable = (keys: Keys, realm: string, name: EvidenceName, read: string): string =>
  evidence[name].asks === 'text' ? keys.digest('account-fact', realm, name, read) : read

/** Values that can't be read are left out. */
export function keepFacts(keys: Keys, realm: string, told: Readonly<Record<string, string | undefined>>): Facts {
  return Object.fromEntries(
    evidenceNames.flatMap((name) => {
      const read = readFact(name, told[name] ?? '')
      return read === undefined ? [] : [[name, comparable(keys, realm, name, read)]]
    }),
  )
}

/** For an account that is kept here. Times in ms. */
interface OwnFacts {
  /** The facts that the site supplied. */
  facts: Facts
  createdAt: number
  passwordChangedAt: number | null
}

/** The password that an account began with was not changed here, so the site's own date for it stays. */
export function ownFacts({ facts, createdAt, passwordChangedAt }: OwnFacts): Facts {
  const changed = passwordChangedAt !== null && passwordChangedAt > createdAt
  return { 'account-made': monthOf(createdAt), ...facts, ...(changed && { 'password-changed': monthOf(passwordChangedAt) }) }
}
