/** Recovery contacts: the list, and the form that invites another one. */
import type { SecurityView } from '@regain/core'
import { html, nothing, type TemplateResult } from 'lit/html.js'
import { day, isHeld, type SecurityContext } from './context.ts'
import type { ContactField } from './security-controller.ts'

export function contacts(context: SecurityContext, { each = [], needed = 0 }: SecurityView['methods'][number]): TemplateResult {
  const { c, t } = context
  const words = t.kept.contacts
  const disabled = c.busy ? 'true' : 'false'
  return html`<div class="stack method"><p><b>${words.name}</b>${each.length === 0 ? html` <span class="hint">${t.notSetUp}</span>` : nothing}</p><p>${words.what} ${t.contacts.needed(needed)}</p>
    ${
      each.length > 0
        ? html`<ul class="stack">${each.map(({ id, name, masked, invitedUntil, since, heldUntil, usedAt }) => {
            const state = invitedUntil ? t.contacts.invited(day(invitedUntil, t)) : t.since(day(since, t))
            const said = [state, usedAt && t.used(day(usedAt, t))].filter(Boolean).join(' · ')
            return html`<li class="row"><span><bdi>${name}</bdi> <bdi dir="ltr" class="hint">${masked}</bdi> <span class="hint">${said}</span>${isHeld(context, heldUntil, `contacts-${id}`)}</span>
              <button type="button" class="link" aria-disabled=${disabled} aria-label=${`${words.remove}: ${name}`} @click=${() => c.askToRemove('contacts', id)}>${words.remove}</button></li>`
          })}</ul>`
        : nothing
    }
    <div class="row"><button type="button" data-do="invite" aria-disabled=${disabled} @click=${c.askToInvite}>${each.length === 0 ? words.setUp : words.renew}</button></div></div>`
}

export function invitation({ c, t }: SecurityContext): TemplateResult {
  return html`<div class="stack"><h3 tabindex="-1">${t.contacts.title}</h3><p>${t.contacts.lead}</p><p>${t.contacts.tells}</p><slot></slot>
    <div class="row"><button type="button" class="main" part="main" aria-disabled=${c.busy ? 'true' : 'false'} @click=${c.invite}>${t.contacts.invite}</button>
    <button type="button" class="link" @click=${c.close}>${t.cancel}</button></div></div>`
}

/** In the page's own tree, like every field. */
export function invitationFields(context: SecurityContext): TemplateResult {
  const { c, id } = context
  return html`<form id=${id('form')} novalidate @submit=${(event: SubmitEvent) => {
    event.preventDefault()
    void c.invite()
  }}></form>${field(context, 'name', 'text')}${field(context, 'email', 'email')}<button form=${id('form')} hidden></button>`
}

function field({ c, t, id }: SecurityContext, name: ContactField, type: string): TemplateResult {
  const { label, hint, missing } = t.contacts.fields[name]
  const refused = name === 'email' && c.refusal ? t.contacts.refused[c.refusal] : undefined
  const error = c.lacking.includes(name) ? missing : refused
  const described = `${error ? id(`${name}-error`) : ''} ${id(`${name}-hint`)}`.trim()
  // The data is somebody else's, so the browser must not fill in the person's own.
  return html`<label lang=${t.language} for=${id(name)}>${label}</label
    >${error ? html`<p lang=${t.language} data-part="error" id=${id(`${name}-error`)}>${error}</p>` : nothing}<input
      lang=${t.language} id=${id(name)} name=${`contact-${name}`} form=${id('form')} type=${type} autocomplete="off" maxlength=${name === 'name' ? 64 : 254} aria-required="true" spellcheck="false"
      .value=${c.typed[name]} aria-invalid=${error ? 'true' : 'false'} aria-describedby=${described}
      @input=${(event: InputEvent) => c.writeContact(name, (event.target as HTMLInputElement).value)}
    /><p lang=${t.language} data-part="hint" id=${id(`${name}-hint`)}>${hint}</p>`
}
