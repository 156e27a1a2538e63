/** The list of kept methods; the compiler demands a member for each name. */
import type { KeptMethodName } from '@regain/core'
import { contacts } from './contacts/contacts.ts'
import type { ServerMethod } from './contract/method.ts'
import { passkey } from './passkey/passkey.ts'
import { savedCode } from './saved-code/saved-code.ts'
import { totp } from './totp/totp.ts'

export const serverMethods: { [Name in KeptMethodName]: ServerMethod<Name> } = {
  'saved-code': savedCode,
  'totp': totp,
  'passkey': passkey,
  'contacts': contacts,
}
