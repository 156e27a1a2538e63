/** The list of methods; the compiler demands a member for each name. */
import type { Channel } from '../identifier/kind.ts'
import { contacts } from './contacts/index.ts'
import { deviceApproval } from './device-approval/index.ts'
import { emailApproval } from './email-approval/index.ts'
import { emailCode } from './email-code/index.ts'
import type { KeptMethodName, Method, MethodName, SentMethod, SentMethodName, Transport } from './method.ts'
import { isKept, isSent } from './method.ts'
import { passkey } from './passkey/index.ts'
import { savedCode } from './saved-code/index.ts'
import { smsCode } from './sms-code/index.ts'
import { totp } from './totp/index.ts'

export const methods: { [Name in MethodName]: Method<Name> } = {
  'email-code': emailCode,
  'sms-code': smsCode,
  'email-approval': emailApproval,
  'saved-code': savedCode,
  'totp': totp,
  'passkey': passkey,
  'contacts': contacts,
  'device-approval': deviceApproval,
}

/** Undefined: nothing is sent for it. */
export const channelOf = (name: MethodName): Channel | undefined => (isSent(name) ? methods[name].channel : undefined)
/** The transport of its messages: without it, the method does not work at all. */
export const leavesBy = (name: MethodName): Transport | undefined =>
  isKept(name) ? methods[name].asksBy : isSent(name) ? transportOf(name) : undefined
export function transportOf(name: SentMethodName): Transport {
  const { channel, transport = channel }: SentMethod = methods[name]
  return transport
}
export const keptOf = (names: readonly MethodName[]): KeptMethodName[] => names.filter(isKept)
export const sentOf = (names: readonly MethodName[]): SentMethodName[] => names.filter(isSent)
