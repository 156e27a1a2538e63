/** One open challenge of one method. */
import type { MethodName } from '../methods/method.ts'
import type { PasskeyQuestion } from '../methods/passkey/credential.ts'

export interface Challenge {
  method: MethodName
  masked: string
  /** Milliseconds since the epoch. After that the code is refused, and another can be sent. */
  expiresAt: number
  /** When another code can be sent, in ms. */
  resendAt: number
  /** For contacts: how many codes were right, and how many are needed. */
  contacts?: { right: number; needed: number }
  /** For an approval by mail or on another device: the number that this screen shows, and that is typed there. */
  number?: number
  /** If an authenticator signs the answer. */
  passkey?: PasskeyQuestion
}
