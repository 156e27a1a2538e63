/** The contract of a kind of captcha: proof of a human, or of work. Issuing one stores nothing; only used ones are stored. */
import type { CaptchaKind, CaptchaReply, CaptchaSolution } from '@regain/core'

/** What a captcha is valid for; it is refused anywhere else. */
export interface CaptchaBinding {
  site: string
  purpose: 'identify'
}

/** An issued captcha, read back from its sealed id. */
export interface OpenCaptcha {
  /** Identifies this captcha. The caller stores it as used before it looks at the solution. */
  nonce: string
  /** Milliseconds since the epoch. */
  expiresAt: number
  kind: CaptchaKind
  /** Never throws: input that can't be read is a wrong solution. */
  check(solution: CaptchaSolution): Promise<boolean>
}

export interface ProofOfWorkCost {
  /** PBKDF2 rounds per try. */
  rounds: number
  /** The most tries that a solution may need. The server draws the number between half of it and all of it. */
  tries: number
}

export interface Captchas {
  issue(kind: CaptchaKind, binding: CaptchaBinding, cost: ProofOfWorkCost): Promise<CaptchaReply>
  /** Undefined if the id was not sealed by us for this purpose, or has expired. */
  open(id: string, binding: CaptchaBinding): OpenCaptcha | undefined
}
