/** One open question of one method. */
import type { MethodName } from '../methods/method.ts'

export interface Challenge {
  method: MethodName
  masked: string
  /** Milliseconds since the epoch; after it the code is refused, and another may be asked for. */
  expiresAt: number
  /** When another code may be asked for, in ms. */
  resendAt: number
}
