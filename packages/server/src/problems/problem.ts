/** An expected refusal that ends a request; one middleware turns it into a problem document. */
import type { FlowView, ProblemCode } from '@regain/core'

export interface ProblemExtras {
  /** Depends only on the request, never on stored data. */
  detail?: string
  errors?: { path: string; message: string }[]
  retryAfterSeconds?: number
  allow?: string
  /** Which limit was reached: for metrics, never for the browser. */
  limit?: string
  /** Comes with `wrong-step`. */
  flow?: FlowView
  /** Comes with `second-person-needed`: the exact act to request approval for, and the state of an earlier request. */
  wanted?: { action: string; subject: Readonly<Record<string, string>>; asked?: { approval: string; state: string; expiresAt: number } }
}

export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly code: ProblemCode
  readonly extras: ProblemExtras
  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(code)
    this.code = code
    this.extras = extras
  }
}

/** A value that was refused: where it is, and why. */
export const valueRefused = (path: string, message: string): ProblemError =>
  new ProblemError('value-refused', { errors: [{ path, message }] })
