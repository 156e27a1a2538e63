/** Questions about the account. Each answer is optional. The controls are the browser's own, which phones and screen readers know. */
import type { AnswerOf, EvidenceKind, EvidenceName, Step } from '@regain/core'
import type { TemplateResult } from 'lit/html.js'
import type { RareContext } from '../screen.ts'
import { kit } from './kit.ts'

type Questions = NonNullable<Extract<Step, { type: 'help' }>['evidence']>

interface Control {
  show(context: RareContext, source: EvidenceName): TemplateResult
  /** The answer as it is sent; empty if there is none. */
  read(typed: RareContext['c']['typed'], source: EvidenceName): string
}

const LONGEST = 64

const controls: Record<EvidenceKind, Control> = {
  // Not `type=month`: half of the browsers show a plain text field for it, and it does not accept a year alone.
  month: {
    show: (context, source) => kit.html`${line(context, source, { inputmode: 'numeric', maxlength: 4 })}${months(context, source)}`,
    read: (typed, source) => {
      const [year, month] = [typed.get(source)?.trim(), typed.get(`${source}-month`)]
      return year && month ? `${year}-${month}` : (year ?? '')
    },
  },
  text: {
    show: (context, source) => line(context, source, { maxlength: LONGEST }),
    read: (typed, source) => typed.get(source)?.trim() ?? '',
  },
}

/** The questions that this script knows: a newer server may ask more. */
const known = ({ w }: RareContext, questions: Questions | undefined): Questions =>
  Array.isArray(questions) ? questions.filter(({ source, asks }) => w.evidence[source] && controls[asks]) : []

export function evidenceFields(context: RareContext, questions: Questions | undefined): TemplateResult | symbol {
  const { t, w } = context
  const asked = known(context, questions)
  if (asked.length === 0) return kit.nothing
  return kit.html`<p lang=${t.language} data-part="more">${w.evidenceLead}</p>${asked.map(({ source, asks }) => controls[asks].show(context, source))}`
}

/** Absent if nothing is asked. */
export function evidenceTyped(context: RareContext, questions: Questions | undefined): Pick<AnswerOf<'help'>, 'evidence'> {
  const given = known(context, questions).map(({ source, asks }) => [source, controls[asks].read(context.c.typed, source)] as const)
  const evidence = Object.fromEntries(given.filter(([, answer]) => answer !== ''))
  return Object.keys(evidence).length > 0 ? { evidence } : {}
}

/** Like `field`, but optional. */
function line({ c, t, w, id }: RareContext, source: EvidenceName, { inputmode, maxlength }: { inputmode?: string; maxlength: number }) {
  return kit.html`<label lang=${t.language} for=${id(source)} id=${id(`${source}-label`)}>${w.evidence[source]}</label><input
      lang=${t.language} id=${id(source)} name=${source} form=${id('form')} type="text" inputmode=${inputmode ?? kit.nothing} autocomplete="off"
      maxlength=${maxlength} spellcheck="false" autocapitalize="none" autocorrect="off" .value=${c.typed.get(source) ?? ''}
      @input=${(event: InputEvent) => c.write(source, (event.target as HTMLInputElement).value)}
    />`
}

/** Labelled together with its question, which is above another field. */
function months({ c, t, w, id }: RareContext, source: EvidenceName) {
  const name = `${source}-month`
  const chosen = c.typed.get(name) ?? ''
  const said = (month: number) => new Date(Date.UTC(2001, month - 1)).toLocaleString(t.language, { month: 'long', timeZone: 'UTC' })
  return kit.html`<label lang=${t.language} for=${id(name)} id=${id(`${name}-label`)}>${w.evidenceMonth}</label><select
      lang=${t.language} id=${id(name)} name=${name} form=${id('form')} autocomplete="off" aria-labelledby=${`${id(`${source}-label`)} ${id(`${name}-label`)}`}
      @change=${(event: Event) => c.write(name, (event.target as HTMLSelectElement).value)}
    ><option value="" ?selected=${chosen === ''}>${w.evidenceUnsure}</option>${Array.from({ length: 12 }, (_, n) => String(n + 1)).map(
      (month) => kit.html`<option value=${month} ?selected=${chosen === month}>${said(Number(month))}</option>`,
    )}</select>`
}
