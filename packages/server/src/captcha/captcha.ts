/** The contract of a kind of captcha: proof of a human, or of work. Issuing one stores nothing; only used ones are stored. */
import type { CaptchaKind, CaptchaReply, CaptchaSolution } from '@regain/core'

/** What a captcha is good for; it is refused anywhere else. */
export interface CaptchaBinding {
  site: string
  purpose: 'identify'
}

/** An issued captcha, read back from its sealed id. */
export interface OpenCaptcha {
  /** Names this one captcha; the caller writes it into the store of used ones, before it looks at the solution. */
  nonce: string
  /** Milliseconds since the epoch. */
  expiresAt: number
  kind: CaptchaKind
  /** Never throws: whatever can't be read is wrong. */
  check(solution: CaptchaSolution): Promise<boolean>
}

export interface ProofOfWorkCost {
  /** PBKDF2 rounds per try. */
  rounds: number
  /** The highest number of tries that a solution may take; the server draws the truth between half of it and all of it. */
  tries: number
}

export interface Captchas {
  issue(kind: CaptchaKind, binding: CaptchaBinding, cost: ProofOfWorkCost): Promise<CaptchaReply>
  /** Undefined when the id was not sealed by us for this binding, or is too old. */
  open(id: string, binding: CaptchaBinding): OpenCaptcha | undefined
}
