/** The methods that people keep. The type check asks for an entry for each name. */
import type { KeptMethodName } from '@regain/core'
import { contacts } from './contacts/index.ts'
import type { KeptField, KeptPress } from './method.ts'
import { passkey } from './passkey/index.ts'
import { savedCode } from './saved-code/index.ts'
import { totp } from './totp/index.ts'

export const keptWays: Record<KeptMethodName, KeptField | KeptPress> = {
  'saved-code': savedCode,
  'totp': totp,
  'passkey': passkey,
  'contacts': contacts,
}
