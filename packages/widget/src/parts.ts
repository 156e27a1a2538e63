/** The parts that load after the script itself: the texts of the first screen, then the later steps and their texts. */
import type { Language } from '@regain/core'
import type { Kit } from './kit.ts'
import type { FirstTexts, LaterTexts } from './languages/texts.ts'
import type * as RareSteps from './rare-steps/index.ts'
import type { LaterSteps } from './screen.ts'

export interface Parts {
  firstTexts(language: Language): Promise<FirstTexts>
  laterTexts(language: Language): Promise<LaterTexts>
  /** The steps that few people see. */
  rareSteps(): Promise<typeof RareSteps>
  steps(): Promise<LaterSteps & { equip(kit: Kit, rareSteps: Parts['rareSteps']): void }>
}
