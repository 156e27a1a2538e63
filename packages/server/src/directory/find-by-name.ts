/** Finds an account by a typed name: digits can be a phone number and a user name, and then both are looked up. */
import type { ReadName } from '@regain/core'
import type { Directory, FindResult } from './directory.ts'

/** Security: how often the directory is asked depends only on the realm and the typing; a name that would match two accounts matches none. */
export async function findByName(
  directory: Directory,
  { identifier, other, address }: Pick<ReadName, 'identifier' | 'other'> & Partial<Pick<ReadName, 'address'>>,
): Promise<FindResult> {
  const asked = other ? [identifier, other] : [identifier]
  const answers = await Promise.all(
    asked.map((name) => directory.find({ ...name, ...(address !== undefined && name === identifier && { written: address }) })),
  )
  const silent = answers.find(({ result }) => result === 'unavailable')
  if (silent) return silent
  const found = answers.flatMap((answer) => (answer.result === 'found' ? [answer.account] : []))
  const [account] = found
  return account && found.every(({ id }) => id === account.id) ? { result: 'found', account } : { result: 'none' }
}
