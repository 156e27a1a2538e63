/** A stored name or address in today's form. A stored value that can't be read stays as it is. */
import type { Identifier } from '@regain/core'
import { nameKey, phoneKey, readGiven, withoutInvisible } from '@regain/core'
import { currentNumber } from '../formats/numbering-plans.ts'
import { identifierRules } from '../formats/phone-and-domain.ts'
import type { Realm } from '../sites/realm.ts'

export function renewedName({ kind, value }: Identifier, { policy }: Pick<Realm, 'policy'>): Identifier {
  if (kind === 'phone') return { kind, value: phoneKey(currentNumber(value)) }
  if (kind === 'handle') return { kind, value: nameKey(value) || value }
  const read = readGiven('email', withoutInvisible(value), identifierRules(policy))
  return { kind, value: read.ok ? read.identifier.value : value }
}

export const renewedAddress = ({ channel, value }: { channel: string; value: string }): string =>
  channel === 'phone' ? currentNumber(value) : value
