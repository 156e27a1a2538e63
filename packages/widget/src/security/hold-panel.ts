/** Confirms a new method or address with an older one: first which, then its code. */
import type { MethodName } from '@regain/core'
import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { SecurityContext } from './context.ts'
import { codeField } from './panels.ts'
import type { Panel } from './security-controller.ts'

export function holdPanel({ c, t }: SecurityContext, { by, way }: Extract<Panel, { type: 'hold' }>): TemplateResult {
  const disabled = c.busy ? 'true' : 'false'
  const masked = (place: number | undefined) => (place === undefined ? undefined : c.view?.destinations[place]?.masked)
  const ways = by.map((way) => {
    const to = masked(way.place)
    return html`<button type="button" aria-disabled=${disabled} @click=${() => c.endHoldBy(way)}>${to ? html`${t.holdSend} <bdi dir="ltr">${to}</bdi>` : t.holdBy[way.method as 'saved-code' | 'totp']}</button>`
  })
  return html`<div class="stack"><h3 tabindex="-1">${t.holdTitle}</h3><p>${t.holdLead}</p>
    ${way ? html`<slot></slot>` : html`<div class="row">${ways}</div>`}
    <div class="row">${
      way
        ? html`<button type="button" class="main" part="main" aria-disabled=${disabled} @click=${c.confirm}>${t.appConfirm}</button>`
        : nothing
    }<button type="button" class="link" @click=${c.close}>${t.cancel}</button></div></div>`
}

const LONGEST = 64

export const holdField = (context: SecurityContext, method: MethodName): TemplateResult => {
  const { t } = context
  const words = { missing: t.holdMissing, wrong: t.holdWrong, maxlength: LONGEST }
  if (method === 'saved-code') return codeField(context, { ...words, label: t.holdSavedCode, hint: t.holdSavedHint, isText: true })
  return method === 'totp'
    ? codeField(context, { ...words, label: t.appCode, hint: t.holdAppHint })
    : codeField(context, { ...words, label: t.holdSentCode, hint: t.holdSentHint })
}
