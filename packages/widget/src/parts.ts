/** What loads after the script itself: the words of the first screen, and while the person reads it, the later steps and their words. */
import type { Language } from '@regain/core'
import type { Kit } from './kit.ts'
import type { FirstTexts, LaterTexts } from './languages/texts.ts'
import type { LaterSteps } from './screen.ts'

export interface Parts {
  firstTexts(language: Language): Promise<FirstTexts>
  laterTexts(language: Language): Promise<LaterTexts>
  rareSteps: Kit['rareSteps']
  steps(): Promise<LaterSteps & { equip(kit: Kit): void }>
}
