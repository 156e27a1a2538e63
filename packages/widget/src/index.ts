/** The package's door: registers the element; a bundler finds the parts by their imports. */
import { RegainAccount } from './regain-account.ts'
import type { FirstTexts, RestTexts } from './texts/texts.ts'

export type { Replay } from './flow-host.ts'
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

const first = import.meta.glob<FirstTexts>('./texts/??.ts', { query: '?first', import: 'default' })
const rest = import.meta.glob<RestTexts>('./texts/??.ts', { query: '?rest', import: 'default' })
const file = <Texts>(files: Record<string, () => Promise<Texts>>, language: string): Promise<Texts> =>
  files[`./texts/${language}.ts`]?.() ?? Promise.reject(new Error(`no texts in ${language}`))

RegainAccount.define(
  {
    firstTexts: (language) => file(first, language),
    restTexts: (language) => file(rest, language),
    steps: () => import('./steps/index.ts'),
    ways: () => import('./ways/index.ts'),
  },
  // A bundled page has no script of the server's: there the `server` attribute says where it is.
  location.origin,
)
