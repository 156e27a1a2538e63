/** The panels: saved codes, setting up an app, removing a method, and practice runs. */
import { html, nothing, type TemplateResult } from 'lit/html.js'
import { day, type SecurityContext } from './context.ts'
import type { Panel } from './security-controller.ts'
import { printSheet } from './sheet.ts'
import { listed, losses } from './views.ts'

type PanelOf<Type extends Panel['type']> = Extract<Panel, { type: Type }>

export function codes({ c, t }: SecurityContext, { codes, copied }: PanelOf<'codes'>): TemplateResult {
  const line = t.sheet(c.view?.site ?? '', day(new Date().toISOString(), t))
  const copy = async () => {
    await navigator.clipboard.writeText([line, ...codes].join('\n'))
    c.copied()
  }
  return html`<div class="stack"><h3 tabindex="-1">${t.codesTitle}</h3><p>${t.codesLead}</p>
    <ol class="codes" dir="ltr">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ol>
    <div class="row"><button type="button" @click=${() => printSheet(line, codes, t)}>${t.print}</button>${
      // Pages without TLS have no clipboard.
      navigator.clipboard ? html`<button type="button" @click=${copy}>${t.copy}</button>` : nothing
    }<span class="hint" aria-live="polite">${copied ? t.copied : ''}</span></div>
    <button type="button" class="main" part="main" @click=${c.close}>${t.codesDone}</button></div>`
}

export function app({ c, t }: SecurityContext, { secret, uri, qr }: PanelOf<'app'>): TemplateResult {
  return html`<div class="stack"><h3 tabindex="-1">${t.appTitle}</h3><p>${t.appScan}</p>
    <canvas class="qr" role="img" aria-label=${t.appPicture} width=${qr.length} height=${qr.length}></canvas>
    <p>${t.appType}</p><p><code dir="ltr">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
    <p><a href=${uri}>${t.appOpen}</a></p><slot></slot>
    <div class="row"><button type="button" class="main" part="main" aria-disabled=${c.busy ? 'true' : 'false'} @click=${c.confirm}>${t.appConfirm}</button>
    <button type="button" class="link" @click=${c.close}>${t.cancel}</button></div></div>`
}

export const appField = (context: SecurityContext): TemplateResult => {
  const { t } = context
  return codeField(context, { label: t.appCode, hint: t.appHint, missing: t.appMissing, wrong: t.appWrong, maxlength: 12 })
}

interface CodeWords {
  label: string
  hint: string
  missing: string
  wrong: string
  /** The length of the input, with spaces. */
  maxlength: number
  /** The code also has letters. */
  isText?: boolean
  autocomplete?: 'off' | 'one-time-code'
}

/** What a field needs from its controller. */
interface Typed {
  code: string
  wrong: 'missing' | 'wrong' | undefined
  write(code: string): void
  confirm(): Promise<void>
}
export type FieldContext<Controller extends Typed = Typed> = Omit<SecurityContext, 'c'> & { c: Controller }

/** In the page's own tree, like every field: password managers that keep such secrets find it there. */
export function codeField(
  { c, t, id }: FieldContext,
  { label, hint, missing, wrong, maxlength, isText, autocomplete = isText ? 'off' : 'one-time-code' }: CodeWords,
): TemplateResult {
  const error = c.wrong === 'missing' ? missing : c.wrong === 'wrong' ? wrong : undefined
  const described = `${error ? id('code-error') : ''} ${id('code-hint')}`.trim()
  return html`<form id=${id('form')} novalidate @submit=${(event: SubmitEvent) => {
    event.preventDefault()
    void c.confirm()
  }}></form><label lang=${t.language} for=${id('code')}>${label}</label
    >${error ? html`<p lang=${t.language} data-part="error" id=${id('code-error')}>${error}</p>` : nothing}<input
      lang=${t.language} id=${id('code')} name="code" form=${id('form')} type="text" inputmode=${isText ? 'text' : 'numeric'} autocomplete=${autocomplete} maxlength=${maxlength} aria-required="true"
      .value=${c.code} aria-invalid=${error ? 'true' : 'false'} aria-describedby=${described}
      @input=${(event: InputEvent) => c.write((event.target as HTMLInputElement).value)}
    /><p lang=${t.language} data-part="hint" id=${id('code-hint')}>${hint}</p><button form=${id('form')} hidden></button>`
}

export function removal({ c, t }: SecurityContext, { method }: PanelOf<'remove'>): TemplateResult {
  const words = t.kept[method]
  const isOnly = c.view?.methods.some((kept) => kept.method === method && kept.only)
  return html`<div class="stack box"><h3 tabindex="-1">${words.removeSure}</h3>${isOnly ? html`<p>${t.onlyPasskey}</p>` : nothing}
    <div class="row"><button type="button" aria-disabled=${c.busy ? 'true' : 'false'} @click=${c.remove}>${words.remove}</button>
    <button type="button" @click=${c.close}>${t.keep}</button></div></div>`
}

/** The practice run itself is in the page's own tree, like any recovery. */
export const drill = ({ c, t }: SecurityContext): TemplateResult =>
  html`<div class="stack run"><h3 tabindex="-1">${t.drillTitle}</h3><p>${t.drillLead}</p><slot></slot>
    <div class="row"><button type="button" class="link" @click=${() => c.drilled('stopped')}>${t.drillLeave}</button></div></div>`

/** How the practice run ended, and what was missing. */
export function drilled(context: SecurityContext, { end }: PanelOf<'drilled'>): TemplateResult {
  const { c, t } = context
  if (!c.view) return html``
  const { readiness, methods, gate, site } = c.view
  const missing = readiness.filter(({ ready }) => !ready)
  const open = methods.filter(({ state }) => state !== 'ready').map(({ method }) => method)
  const { title, lead } = t.drilled[end]
  const rest = open.length > 0 && end === 'stuck' ? html`<p>${t.drillAdd(listed(open, t, 'disjunction'))}</p>` : nothing
  const lacks =
    readiness.length === 0
      ? html`<p>${t.nothingYet}</p>${rest}`
      : missing.length > 0
        ? losses(context, { gate, readiness: missing })
        : html`<p>${end === 'stuck' ? t.drillCheck : t.drillComplete}</p>${rest}`
  return html`<div class="stack"><h3 tabindex="-1">${title}</h3><p>${lead(site)}</p><h3>${t.drillMissing}</h3>${lacks}
    <div class="row"><button type="button" class="main" part="main" @click=${c.leaveDrill}>${t.drillDone}</button></div></div>`
}

/** Draws dark squares on white in both colour schemes, with the border that readers need (ISO/IEC 18004: four modules). */
export function drawQr(canvas: HTMLCanvasElement | null, qr: readonly string[]): void {
  const pen = canvas?.getContext('2d')
  if (!canvas || !pen) return
  const QUIET = 4
  canvas.width = canvas.height = qr.length + 2 * QUIET
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#000'
  for (const [y, row] of qr.entries())
    for (const [x, dark] of [...row].entries()) if (dark === '1') pen.fillRect(x + QUIET, y + QUIET, 1, 1)
}
