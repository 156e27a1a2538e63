/** A request to get back into the account, on a device that is signed in. */
import type { AsksView } from '@regain/core'
import { html, nothing, type TemplateResult } from 'lit/html.js'
import { countryName, moment } from './context.ts'
import type { DeviceController } from './device-controller.ts'
import { codeField, type FieldContext } from './panels.ts'

export type DeviceContext = FieldContext<DeviceController>

export function deviceFrame({ c, t }: DeviceContext): TemplateResult {
  const { view, fault, result } = c
  const w = t.device
  const [asked] = view?.asks ?? []
  const faults = { 'over': t.over, 'too-many': t.tooMany, 'unreachable': t.unreachable }
  const said = result ? w.results[result] : view || fault ? '' : t.loading
  return html`<section part="frame" dir=${t.direction} lang=${t.language} aria-busy=${c.busy ? 'true' : 'false'}>
      <h2 part="title" tabindex="-1">${w.title}</h2>
      <div part="fault" class="box" role="alert">${fault ? faults[fault] : ''}</div>
      ${fault && fault !== 'over' && !view ? html`<button type="button" @click=${c.read}>${t.tryAgain}</button>` : nothing}
      <div role="status" part="status" class="stack">${said ? html`<p>${said}</p>` : nothing}${view && (asked || !said) ? html`<p>${asked ? w.asked(view.site) : view.asksFrom ? w.asksFrom(moment(view.asksFrom, t)) : w.nothing(view.site)}</p>` : nothing}${asked ? begun({ t }, asked) : nothing}</div>
      ${asked ? (c.sure ? sure({ c, t }) : question({ c, t })) : nothing}
      ${view ? html`<footer>${w.until(new Date(view.expiresAt).toLocaleTimeString(t.language, { timeStyle: 'short' }))}</footer>` : nothing}
    </section>`
}

function begun({ t }: Pick<DeviceContext, 't'>, { at, browser, country }: AsksView['asks'][number]): TemplateResult {
  const w = t.device
  const place = country && countryName(country, t)
  return html`<ul><li><b>${w.begun(moment(at, t))}</b></li>${browser ? html`<li>${w.browser(browser)}</li>` : nothing}${place ? html`<li>${w.place(place)}</li>` : nothing}</ul>`
}

function question({ c, t }: Pick<DeviceContext, 'c' | 't'>): TemplateResult {
  const disabled = c.busy ? 'true' : 'false'
  return html`<div class="stack"><slot></slot></div><div class="row">
    <button type="button" class="main" part="main" aria-disabled=${disabled} @click=${c.confirm}>${t.device.me}</button>
    <button type="button" aria-disabled=${disabled} @click=${() => c.askIfSure(true)}>${t.device.notMe}</button></div>`
}

/** It stops further requests for a day, so the person has to confirm it. */
function sure({ c, t }: Pick<DeviceContext, 'c' | 't'>): TemplateResult {
  return html`<div class="stack box"><h3 tabindex="-1">${t.device.sure}</h3>
    <div class="row"><button type="button" aria-disabled=${c.busy ? 'true' : 'false'} @click=${c.deny}>${t.device.end}</button>
    <button type="button" @click=${() => c.askIfSure(false)}>${t.cancel}</button></div></div>`
}

/** In the page's own tree, like every field. */
export function deviceField(context: DeviceContext) {
  const { c, t } = context
  if (!c.view?.asks.length || c.sure) return nothing
  const { label, hint, missing } = t.device
  return codeField(context, { label, hint, missing, wrong: missing, maxlength: 8, autocomplete: 'off' })
}
