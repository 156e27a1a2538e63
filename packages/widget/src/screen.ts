/** The parts of a step: a screen, and a labelled field whose elements are all in the page's own tree. */
import type { Step } from '@regain/core'
import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { FlowController } from './flow-controller.ts'
import type { Sending } from './flow-host.ts'
import type { FirstTexts, RareTexts, Spoken, Texts } from './languages/texts.ts'

export interface FirstContext {
  c: FlowController
  t: Spoken & FirstTexts
  /** Makes an id that is unique to this element. */
  id(name: string): string
  siteName: string
  /** Undefined while they load. */
  steps: LaterSteps | undefined
}

/** When all texts are loaded. */
export interface StepContext extends FirstContext {
  t: Texts
}

/** For the rare steps, with their texts. */
export interface RareContext extends StepContext {
  w: RareTexts
}

/** Something to correct: in which field, and what to say about it. */
export interface Wrong {
  name: string
  text: string
}

export interface Screen {
  title: string
  lead?: string | TemplateResult | undefined
  /** Its number among the four screens of a plain recovery, for the progress bar. */
  place?: number
  /** Empty fields, with the error for each if it is still empty when the person continues. */
  missing?: Wrong[]
  /** What the server said about a field. */
  said?: Wrong | undefined
  /** Direct children of the element, which the page can find. */
  fields?: TemplateResult
  /** Above the fields. */
  before?: TemplateResult | undefined
  /** Between the fields of the two slots. */
  between?: TemplateResult | undefined
  /** Below the main button. */
  after?: TemplateResult | undefined
  submit?: { label: string; run(): unknown }
  /** Another screen is about to replace it: the button does nothing now. */
  isOver?: true
  /** What can only be done once the screen is drawn. */
  shown?(root: ShadowRoot): unknown
}

/** The part that loads while the person reads the first screen. */
export interface LaterSteps extends Sending<FlowController> {
  readonly css: string
  /** Undefined while it loads. */
  screenOf(context: StepContext, step: Step): Screen | undefined
  withCaptcha(context: StepContext, screen: Screen): Screen
  statusOf(context: StepContext): unknown
  wrongs(context: StepContext, screen: Screen): unknown
  foot(context: StepContext): unknown
}

export interface FieldSettings {
  name: string
  label: string
  /** Read aloud in place of a label that is hard to read aloud. */
  spoken?: string | undefined
  hint?: string | undefined
  type?: string
  autocomplete: string
  inputmode?: string
  maxlength?: number
  slot?: string
  error?: string | undefined
  /** Its content is wrong, or was filled in for the person: what they type replaces it. */
  filled?: boolean | undefined
}

/** The fields that are empty; `words` has the error for each. */
export const emptyOf = ({ c }: FirstContext, words: Record<string, string>): Wrong[] =>
  Object.entries(words)
    .filter(([name]) => !c.typed.get(name)?.trim())
    .map(([name, text]) => ({ name, text }))

/** What the person should correct: fields that they left empty, or what the server said. */
export const wrongsOf = ({ c }: FirstContext, { missing = [], said }: Screen): Wrong[] =>
  c.lacking.length > 0 ? missing.filter(({ name }) => c.lacking.includes(name)) : said ? [said] : []

/** Selects again on the click that moved the focus here, because the click sets the caret. */
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
