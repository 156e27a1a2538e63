/** The list of methods that people keep; the compiler asks for each name's member. */
import type { KeptMethodName } from '@regain/core'
import type { KeptField } from './method.ts'
import { savedCode } from './saved-code/index.ts'
import { totp } from './totp/index.ts'

export const keptFields: Record<KeptMethodName, KeptField> = { 'saved-code': savedCode, 'totp': totp }
