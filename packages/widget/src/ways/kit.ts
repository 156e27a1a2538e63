/** What the later steps handed over, to import from here: a part imports no other part. */
import type { Step, Support } from '@regain/core'
import type { html as Html, TemplateResult } from 'lit/html.js'
import type { emptyOf as EmptyOf, field as Field, Screen, StepContext } from '../screen.ts'
import type { WaysTexts } from '../texts/texts.ts'

export interface WaysKit {
  html: typeof Html
  nothing: symbol
  emptyOf: typeof EmptyOf
  field: typeof Field
  /** How the site's own people are reached. */
  contact(support: Support): TemplateResult
  hasContact(support: Support): boolean
  /** The name that was typed, and the way to another one. */
  who(context: StepContext): TemplateResult
  noMethod(context: StepContext): TemplateResult
  chooseMethod(context: StepContext, step: Extract<Step, { type: 'choose-method' }>, kept: WaysTexts): Screen
  /** The last screen. */
  finished(context: StepContext, step: Extract<Step, { type: 'done' }>): Screen
}

export let html: WaysKit['html']
export let nothing: WaysKit['nothing']
export let emptyOf: WaysKit['emptyOf']
export let field: WaysKit['field']
export let contact: WaysKit['contact']
export let hasContact: WaysKit['hasContact']
export let who: WaysKit['who']
export let noMethod: WaysKit['noMethod']
export let chooseMethod: WaysKit['chooseMethod']
export let finished: WaysKit['finished']

export function equip(kit: WaysKit): void {
  ;({ html, nothing, emptyOf, field, contact, hasContact, who, noMethod, chooseMethod, finished } = kit)
}
