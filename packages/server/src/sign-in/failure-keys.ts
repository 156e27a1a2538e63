/** The digests under which an account's failed sign-ins are counted: its names in every reading of the realm, and the account itself. */

import type { Keys } from '../crypto/keys.ts'
import type { FailureKeys } from '../directory/count-sign-in.ts'
import { failureKeys } from '../directory/count-sign-in.ts'
import type { FoundAccount } from '../directory/directory.ts'
import { countedAs } from '../names/given-name.ts'
import type { Realm } from '../sites/realm.ts'

export const failureKeysOf = (
  keys: Keys,
  realm: Pick<Realm, 'id' | 'policy' | 'numericHandles'>,
  { id, identifiers }: Pick<FoundAccount, 'id' | 'identifiers'>,
): FailureKeys => failureKeys(keys, realm.id, { id, identifiers: identifiers.map((name) => countedAs(name, realm)) })
