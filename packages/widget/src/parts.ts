/** What loads after the script itself: the words of the first screen, and while the person reads it, the later steps and their words. */
import type { Kit } from './kit.ts'
import type { LaterSteps } from './screen.ts'
import type { Language } from './texts/languages.ts'
import type { FirstTexts, RestTexts } from './texts/texts.ts'

export interface Parts {
  firstTexts(language: Language): Promise<FirstTexts>
  restTexts(language: Language): Promise<RestTexts>
  ways: Kit['ways']
  steps(): Promise<LaterSteps & { equip(kit: Kit): void }>
}
