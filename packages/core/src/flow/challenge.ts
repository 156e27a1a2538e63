/** One open challenge of one method. */
import type { MethodName } from '../methods/method.ts'
import type { PasskeyQuestion } from '../methods/passkey/credential.ts'

export interface Challenge {
  method: MethodName
  masked: string
  /** Milliseconds since the epoch; after it the code is refused, and another may be asked for. */
  expiresAt: number
  /** When another code may be asked for, in ms. */
  resendAt: number
  /** Of contacts: how many have been heard, and how many must be. */
  contacts?: { right: number; needed: number }
  /** Where the link of a mail, or another device, is what answers: it is shown to the person here, and typed there. */
  number?: number
  /** Where an authenticator signs the answer. */
  passkey?: PasskeyQuestion
}
