/** The package's entry: registers the element. A bundler finds its parts by their imports. */
import type { Language } from '@regain/core'
import type { RegainAccountElement } from './elements.ts'
import type { FirstTexts, LaterTexts } from './languages/texts.ts'
import { RegainAccount as Account } from './regain-account.ts'

export type { RegainAccountElement, RegainEvents } from './elements.ts'
export type { Replay } from './flow-host.ts'
export const RegainAccount: new () => RegainAccountElement = Account

const firstTexts: Record<Language, () => Promise<{ default: FirstTexts }>> = {
  en: () => import('./languages/en/first.ts'),
  de: () => import('./languages/de/first.ts'),
  ar: () => import('./languages/ar/first.ts'),
  ja: () => import('./languages/ja/first.ts'),
}
const laterTexts: Record<Language, () => Promise<{ default: LaterTexts }>> = {
  en: () => import('./languages/en/later.ts'),
  de: () => import('./languages/de/later.ts'),
  ar: () => import('./languages/ar/later.ts'),
  ja: () => import('./languages/ja/later.ts'),
}

Account.define(
  {
    firstTexts: async (language) => (await firstTexts[language]()).default,
    laterTexts: async (language) => (await laterTexts[language]()).default,
    steps: () => import('./steps/index.ts'),
    rareSteps: () => import('./rare-steps/index.ts'),
  },
  // A bundled page does not load the script from the server, so its `server` attribute names the server.
  globalThis.location?.origin ?? '',
)
