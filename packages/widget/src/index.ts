/** Registers the element; what a page may use is exported. */
import { RegainAccount } from './regain-account.ts'

export { RegainAccount }

export interface RegainEvents {
  'regain-step': CustomEvent<{ step: string }>
  'regain-done': CustomEvent<{ outcome: string }>
  'regain-cancel': CustomEvent<Record<string, never>>
  'regain-error': CustomEvent<{ code: string }>
}

declare global {
  interface HTMLElementTagNameMap {
    'regain-account': RegainAccount
  }
  interface HTMLElementEventMap extends RegainEvents {}
}

if (!customElements.get('regain-account')) customElements.define('regain-account', RegainAccount)
