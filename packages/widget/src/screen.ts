/** What steps are made of: a screen, and a labelled field whose parts all stand in the page's own tree. */
import type { Step } from '@regain/core'
import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { FlowController } from './flow-controller.ts'
import type { Sending } from './flow-host.ts'
import type { FirstTexts, RareTexts, Spoken, Texts } from './languages/texts.ts'

export interface FirstContext {
  c: FlowController
  t: Spoken & FirstTexts
  /** Makes an id of this element alone. */
  id(name: string): string
  siteName: string
  /** Undefined while they are still loading. */
  steps: LaterSteps | undefined
}

/** When all texts have come. */
export interface StepContext extends FirstContext {
  t: Texts
}

/** For the part that few people need, with its words. */
export interface RareContext extends StepContext {
  w: RareTexts
}

/** Something to mend: in which field, and in words. */
export interface Wrong {
  name: string
  text: string
}

export interface Screen {
  title: string
  lead?: string | TemplateResult | undefined
  /** Which of the four screens of a plain recovery it is, for the way ahead. */
  place?: number
  /** Empty fields, with what to say of each if it stays so. */
  missing?: Wrong[]
  /** What the server said of a field. */
  said?: Wrong | undefined
  /** Direct children of the element, found from the page. */
  fields?: TemplateResult
  /** Above the fields. */
  before?: TemplateResult | undefined
  /** Between the fields of the two slots. */
  between?: TemplateResult | undefined
  /** Below the main button. */
  after?: TemplateResult | undefined
  submit?: { label: string; run(): unknown }
  /** Another one is about to take its place: pressing does nothing any more. */
  isOver?: true
  /** What can only be done when the screen stands. */
  shown?(root: ShadowRoot): unknown
}

/** What loads while the person reads the first screen. */
export interface LaterSteps extends Sending<FlowController> {
  readonly css: string
  /** Undefined while it is loading. */
  screenOf(context: StepContext, step: Step): Screen | undefined
  withCaptcha(context: StepContext, screen: Screen): Screen
  statusOf(context: StepContext): unknown
  wrongs(context: StepContext, screen: Screen): unknown
  foot(context: StepContext): unknown
}

export interface FieldSettings {
  name: string
  label: string
  /** In place of a label that reads badly aloud. */
  spoken?: string | undefined
  hint?: string | undefined
  type?: string
  autocomplete: string
  inputmode?: string
  maxlength?: number
  slot?: string
  error?: string | undefined
  /** What is in it is wrong, or was filled in for the person: typing takes its place. */
  filled?: boolean | undefined
}

/** Which of the named fields are empty; `words` says what to do about each. */
export const emptyOf = ({ c }: FirstContext, words: Record<string, string>): Wrong[] =>
  Object.entries(words)
    .filter(([name]) => !c.typed.get(name)?.trim())
    .map(([name, text]) => ({ name, text }))

/** What the person should look at again: empty fields that were sent, and what the server said. */
export const wrongsOf = ({ c }: FirstContext, { missing = [], said }: Screen): Wrong[] =>
  c.lacking.length > 0 ? missing.filter(({ name }) => c.lacking.includes(name)) : said ? [said] : []

/** Once more when the finger or the mouse that led here is lifted: it puts the caret somewhere. */
function select({ target }: Event): void {
  const input = target as HTMLInputElement
  input.select()
  input.addEventListener('click', input.select, { once: true })
}

export function field(
  { c, t, id }: FirstContext,
  { name, label, spoken, hint, error, type = 'text', autocomplete, inputmode, maxlength = 254, slot = '', filled = !!error }: FieldSettings,
): TemplateResult {
  const described = `${error ? id(`${name}-error`) : ''} ${hint ? id(`${name}-hint`) : ''}`.trim()
  const lang = t.language
  return html`<label slot=${slot} lang=${lang} for=${id(name)}>${label}</label
    >${error ? html`<p slot=${slot} lang=${lang} data-part="error" id=${id(`${name}-error`)}>${error}</p>` : nothing}<input
      slot=${slot} lang=${lang} id=${id(name)} name=${name} form=${id('form')} type=${type} autocomplete=${autocomplete} inputmode=${inputmode ?? nothing}
      maxlength=${maxlength} aria-required="true" spellcheck="false" autocapitalize="none" autocorrect="off" .value=${c.typed.get(name) ?? ''}
      aria-label=${spoken ?? nothing} aria-invalid=${error ? 'true' : 'false'} aria-describedby=${described || nothing}
      @focus=${filled ? select : nothing}
      @input=${(event: InputEvent) => c.write(name, (event.target as HTMLInputElement).value)}
    />${hint ? html`<p slot=${slot} lang=${lang} data-part="hint" id=${id(`${name}-hint`)}>${hint}</p>` : nothing}`
}
