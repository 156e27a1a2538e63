/** The contract between a flow and the element that shows it. */
import type { Answer, CaptchaKind, FlowReply, FlowView, Language, News, Reason, SiteView } from '@regain/core'

export type Fault =
  | { kind: 'offline' | 'slow' | 'unreachable' | 'not-set-up' | 'out-of-order' }
  /** `until` is in milliseconds of the server's clock. */
  | { kind: 'too-many'; until: number }

export interface Settings {
  site: string
  server: string
  locale: Language
  reason: Reason | undefined
  /** What a sign-in in this browser returned. */
  device: string | undefined
}

/** Loads while the person reads the first screen. */
export interface Sending<Flow> {
  send(flow: Flow, make: () => Answer | Promise<Answer>): Promise<void>
  identify(flow: Flow): Promise<void>
  loadCaptcha(flow: Flow, kind?: CaptchaKind): Promise<void>
  look(flow: Flow, at?: Pick<FlowView, 'id'>): Promise<void>
  refresh(flow: Flow): Promise<void>
  startOver(flow: Flow): Promise<void>
  replay(flow: Flow, seen: Replay): Promise<void>
  /** Called every second. */
  tick(flow: Flow): void
  /** False if the server does not know the flow that was kept. */
  resume(flow: Flow): Promise<boolean>
  show(flow: Flow, reply: FlowReply): Promise<void>
  /** Called for a fault that may be permanent. */
  why(flow: Flow, code: string): Promise<void>
}

export interface FlowHost<Flow> {
  settings(): Settings
  later(): Promise<Sending<Flow>>
  requestUpdate(): void
  /** The server accepted the password on the screen. Browsers offer to save what a form submits, so the form is submitted now, and at no other time. */
  submitForm(): void
  tell(event: 'regain-step' | 'regain-done' | 'regain-cancel' | 'regain-error', detail: Record<string, string>): void
}

/** A step as somebody saw it: it sends nothing, and nothing in it can be pressed. */
export interface Replay {
  site: SiteView
  flow: FlowView
  problem?: News
  /** When it was seen, in milliseconds since the epoch. The default is now. */
  at?: number
}
