/** What the flow asks of the element that shows it, and what it tells. */
import type { Answer, CaptchaKind, FlowReply, FlowView, Language, News, Reason, SiteView } from '@regain/core'

export type Fault =
  | { kind: 'offline' | 'slow' | 'unreachable' | 'not-set-up' | 'out-of-order' }
  /** `until` in milliseconds of the server's clock. */
  | { kind: 'too-many'; until: number }

export interface Settings {
  site: string
  server: string
  locale: Language
  reason: Reason | undefined
  /** What a sign-in on this browser returned. */
  device: string | undefined
}

/** Loaded while the person reads the first screen. */
export interface Sending<Flow> {
  send(flow: Flow, make: () => Answer | Promise<Answer>): Promise<void>
  identify(flow: Flow): Promise<void>
  loadCaptcha(flow: Flow, kind?: CaptchaKind): Promise<void>
  look(flow: Flow, at?: Pick<FlowView, 'id'>): Promise<void>
  refresh(flow: Flow): Promise<void>
  startOver(flow: Flow): Promise<void>
  replay(flow: Flow, seen: Replay): Promise<void>
  /** Each second. */
  tick(flow: Flow): void
  /** False: what was kept is nothing that the server knows. */
  resume(flow: Flow): Promise<boolean>
  show(flow: Flow, reply: FlowReply): Promise<void>
  /** At what is in the way, where that may be for good. */
  why(flow: Flow, code: string): Promise<void>
}

export interface FlowHost<Flow> {
  settings(): Settings
  later(): Promise<Sending<Flow>>
  requestUpdate(): void
  /** The server has taken the password on screen. Browsers offer to keep what a form was submitted with, so it is submitted now, and at no other time. */
  submitForm(): void
  tell(event: 'regain-step' | 'regain-done' | 'regain-cancel' | 'regain-error', detail: Record<string, string>): void
}

/** A step as somebody saw it, to look at and not to touch: nothing is sent, nothing can be pressed. */
export interface Replay {
  site: SiteView
  flow: FlowView
  problem?: News
  /** When it was seen, in milliseconds since the epoch; default: now. */
  at?: number
}
