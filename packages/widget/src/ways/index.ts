/** What only those need who don't get in by a new password: why it doesn't go on, and who can help. Loaded when somebody stands there, in all languages. */
import type { Step } from '@regain/core'
import type { Screen, StepContext } from '../screen.ts'
import type { WaysTexts } from '../texts/texts.ts'
import { diagnosis } from './diagnosis.ts'
import { help } from './help.ts'

export { equip } from './kit.ts'

export type WayStep = Extract<Step, { type: 'diagnosis' | 'help' }>

const texts = import.meta.glob<WaysTexts>('../texts/??.ts', { query: '?ways', import: 'default', eager: true })

export function screenOf(context: StepContext, step: WayStep): Screen {
  const w = texts[`../texts/${context.t.language}.ts`]
  if (!w) throw new Error(`no words in ${context.t.language}`)
  return step.type === 'diagnosis' ? diagnosis({ ...context, w }, step) : help({ ...context, w }, step)
}
