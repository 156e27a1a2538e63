/** What steps are made of: a screen, and a labelled field whose parts all stand in the page's own tree. */
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { FlowController } from './flow-controller.ts'
import type { Texts } from './texts/texts.ts'

export interface StepContext {
  c: FlowController
  t: Texts
  /** Makes an id of this element alone. */
  id(name: string): string
  siteName: string
}

export interface Screen {
  title: string
  lead?: string | undefined
  /** Direct children of the element, found from the page. */
  fields?: TemplateResult
  /** Between the fields of the two slots. */
  between?: TemplateResult
  /** Below the fields. */
  after?: TemplateResult
  submit?: { label: string; run(data: FormData): unknown }
}

export interface FieldSettings {
  name: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  type?: string
  autocomplete: string
  inputmode?: string
  maxlength?: number
  slot?: string
}

export function field(
  { c, id }: StepContext,
  { name, label, hint, error, type = 'text', autocomplete, inputmode, maxlength = 254, slot = '' }: FieldSettings,
): TemplateResult {
  const described = [hint ? id(`${name}-hint`) : '', error ? id(`${name}-error`) : ''].filter(Boolean).join(' ')
  return html`<label slot=${slot} for=${id(name)}>${label}</label>
    <input slot=${slot} id=${id(name)} name=${name} form=${id('form')} type=${type} autocomplete=${autocomplete as 'on'} inputmode=${inputmode ?? nothing}
      maxlength=${maxlength} required spellcheck="false" autocapitalize="none" .value=${c.typed.get(name) ?? ''}
      aria-invalid=${error ? 'true' : nothing} aria-describedby=${described || nothing}
      @input=${(event: InputEvent) => {
        c.typed.set(name, (event.target as HTMLInputElement).value)
        c.news = undefined
        c.changed()
      }} />
    ${hint ? html`<p slot=${slot} data-part="hint" id=${id(`${name}-hint`)}>${hint}</p>` : nothing}
    ${error ? html`<p slot=${slot} data-part="error" id=${id(`${name}-error`)}>${error}</p>` : nothing}`
}
