/** The public interface of the elements, in types that don't depend on Lit. */
import type { Replay } from './flow-host.ts'

interface Anywhere extends HTMLElement {
  server: string | undefined
  locale: string | undefined
  theme: string | undefined
}

export interface RegainAccountElement extends Anywhere {
  site: string | undefined
  identifier: string | undefined
  reason: string | undefined
  /** A stored step to show. */
  replay: Replay | undefined
}

export interface RegainSecurityElement extends Anywhere {
  token: string | undefined
}

export interface RegainEvents {
  'regain-step': CustomEvent<{ step: string }>
  'regain-done': CustomEvent<{ outcome: string }>
  'regain-cancel': CustomEvent<Record<string, never>>
  'regain-error': CustomEvent<{ code: string }>
  'regain-security-change': CustomEvent<{ method: string; what: string }>
}

declare global {
  interface HTMLElementTagNameMap {
    'regain-account': RegainAccountElement
    'regain-security': RegainSecurityElement
  }
  // The events also bubble to the document and the window.
  interface GlobalEventHandlersEventMap extends RegainEvents {}
}
