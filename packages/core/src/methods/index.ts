/** The list of methods; the compiler asks for each name's member. */
import { emailCode } from './email-code/index.ts'
import type { Method, MethodName } from './method.ts'
import { smsCode } from './sms-code/index.ts'

export const methods: { [Name in MethodName]: Method<Name> } = {
  'email-code': emailCode,
  'sms-code': smsCode,
}
