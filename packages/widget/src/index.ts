/** The package's door: registers the element; a bundler finds the parts by their imports. */
import type { RegainAccountElement } from './elements.ts'
import { RegainAccount as Account } from './regain-account.ts'
import type { FirstTexts, RestTexts } from './texts/texts.ts'

export type { RegainAccountElement, RegainEvents } from './elements.ts'
export type { Replay } from './flow-host.ts'
export const RegainAccount: new () => RegainAccountElement = Account

const first = import.meta.glob<FirstTexts>('./texts/??.ts', { query: '?first', import: 'default' })
const rest = import.meta.glob<RestTexts>('./texts/??.ts', { query: '?rest', import: 'default' })
const file = <Texts>(files: Record<string, () => Promise<Texts>>, language: string): Promise<Texts> =>
  files[`./texts/${language}.ts`]?.() ?? Promise.reject(new Error(`no texts in ${language}`))

Account.define(
  {
    firstTexts: (language) => file(first, language),
    restTexts: (language) => file(rest, language),
    steps: () => import('./steps/index.ts'),
    ways: () => import('./ways/index.ts'),
  },
  // A bundled page has no script of the server's: there the `server` attribute says where it is.
  globalThis.location?.origin ?? '',
)
