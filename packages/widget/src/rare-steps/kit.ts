/** What the later steps hand to the rare steps, so that they can import it from here: a part must not import another part. */
import type { Step, Support } from '@regain/core'
import type { html as Html, TemplateResult } from 'lit/html.js'
import type { RareTexts, ResendTexts } from '../languages/texts.ts'
import type { emptyOf as EmptyOf, field as Field, Screen, StepContext } from '../screen.ts'

export interface RareKit {
  html: typeof Html
  nothing: symbol
  emptyOf: typeof EmptyOf
  field: typeof Field
  /** Forgets the flow that this tab keeps. */
  drop(place: string, id: string): void
  /** The contact details of the site's support team. */
  contact(support: Support): TemplateResult
  hasContact(support: Support): boolean
  /** The name that was typed, and a button to change it. */
  who(context: StepContext): TemplateResult
  noMethod(context: StepContext): TemplateResult
  chooseMethod(context: StepContext, step: Extract<Step, { type: 'choose-method' }>, kept: RareTexts): Screen
  /** The button that sends another message. */
  resending(context: StepContext, step: Extract<Step, { type: 'challenge' }>, words: ResendTexts): TemplateResult
  newPassword(context: StepContext, step: Extract<Step, { type: 'new-password' }>): Screen
  /** The last screen, after a new password. */
  finished(context: StepContext): Screen
}

export let html: RareKit['html']
export let nothing: RareKit['nothing']
export let emptyOf: RareKit['emptyOf']
export let field: RareKit['field']
export let drop: RareKit['drop']
export let contact: RareKit['contact']
export let hasContact: RareKit['hasContact']
export let who: RareKit['who']
export let noMethod: RareKit['noMethod']
export let chooseMethod: RareKit['chooseMethod']
export let resending: RareKit['resending']
export let newPassword: RareKit['newPassword']
export let finished: RareKit['finished']

export function equip(kit: RareKit): void {
  ;({ html, nothing, emptyOf, field, drop, contact, hasContact, who, noMethod, chooseMethod, resending, newPassword, finished } = kit)
}
