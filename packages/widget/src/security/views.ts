/** The overview of `<regain-security>`: readiness, addresses, methods and recent activity. */
import type { KeptMethodName, MethodName, SecurityView } from '@regain/core'
import { keptMethodNames } from '@regain/core'
import { html, nothing, type TemplateResult } from 'lit/html.js'
import { hasPasskeys } from '../passkeys.ts'
import { contacts } from './contacts.ts'
import { countryName, day, isHeld, moment, type SecurityContext } from './context.ts'

const listed = (ways: readonly MethodName[], t: SecurityContext['t'], type: 'disjunction' | 'conjunction'): string =>
  new Intl.ListFormat(t.language, { type }).format(ways.map((way) => t.ways[way]))

export function readiness(context: SecurityContext, view: SecurityView): TemplateResult {
  const { c, t } = context
  const { gate, readiness, holds, destinations, methods } = view
  return html`<div class="stack"><h3>${t.readyTitle}</h3>${
    gate.needed > 1 ? html`<p>${t.twoNeeded[gate.proofs]}${gate.reached ? nothing : html` <b>${t.notReached}</b>`}</p>` : nothing
  }${readiness.length === 0 ? html`<p>${t.nothingYet}</p>` : losses(context, view)}${[...destinations, ...methods, ...methods.flatMap(({ each = [] }) => each)].some(({ heldUntil }) => heldUntil) ? html`<p class="hint">${t.heldWhy}${holds.some(({ by }) => by.length > 0) ? nothing : ` ${t.holdNoWay}`}</p>` : nothing}
    <p>${t.drillWhat}</p>
    <div class="row"><button type="button" data-do="drill" aria-disabled=${c.busy ? 'true' : 'false'} @click=${c.drill}>${t.drill}</button></div></div>`
}

/** What the person could lose, and how they would get back in. */
export function losses({ t }: SecurityContext, { gate, readiness }: Pick<SecurityView, 'gate' | 'readiness'>): TemplateResult {
  const says = (by: readonly MethodName[]) =>
    gate.needed > 1 && by.length > 2
      ? t.readyByTwo(listed(by, t, 'conjunction'))
      : t.ready(listed(by, t, gate.needed > 1 ? 'conjunction' : 'disjunction'))
  return html`<ul class="stack">${readiness.map(
    ({ lost, ready, by, add }) =>
      html`<li class="mark" data-ready=${ready ? 'yes' : 'no'}><span aria-hidden="true">${ready ? '✓' : '!'}</span><span>${t.lost[lost]} <b>${
        ready ? says(by) : t.notReady
      }</b>${!ready && add.length > 0 ? html` ${t.add(listed(add, t, 'disjunction'))}` : nothing}</span></li>`,
  )}</ul>`
}

export function addresses(context: SecurityContext, { destinations }: SecurityView): TemplateResult {
  const { t } = context
  return html`<div class="stack"><h3>${t.addressesTitle}</h3>${
    destinations.length === 0
      ? html`<p>${t.noAddresses}</p>`
      : html`<ul class="stack">${destinations.map(
          ({ masked, verified, since, heldUntil }, place) =>
            html`<li><b><bdi dir="ltr">${masked}</bdi></b> <span class="hint">${verified ? t.verified : t.unverified} · ${t.since(day(since, t))}</span>${isHeld(context, heldUntil, `address-${place}`)}</li>`,
        )}</ul>`
  }</div>`
}

export function kept(context: SecurityContext, { methods }: SecurityView): TemplateResult {
  return html`<div class="stack"><h3>${context.t.keptTitle}</h3>${methods.map((shown) => shownMethod(context, shown))}</div>`
}

function shownMethod(context: SecurityContext, shown: SecurityView['methods'][number]): TemplateResult {
  const { method: name } = shown
  if (name === 'passkey') return passkeys(context, shown)
  return name === 'contacts' ? contacts(context, shown) : method(context, { ...shown, method: name })
}

function method(
  context: SecurityContext,
  shown: SecurityView['methods'][number] & { method: Exclude<KeptMethodName, 'contacts' | 'passkey'> },
): TemplateResult {
  const { c, t } = context
  const { method, state, since, heldUntil, usedAt, left } = shown
  const words = t.kept[method]
  const said = [
    state === 'none' ? t.notSetUp : state === 'stopped' ? t.stopped : left !== undefined && t.left(left),
    since && t.since(day(since, t)),
    usedAt && t.used(day(usedAt, t)),
  ].filter(Boolean)
  const disabled = c.busy ? 'true' : 'false'
  return html`<div class="stack method"><p><b>${words.name}</b> <span class="hint">${said.join(' · ')}</span>${isHeld(context, heldUntil, method)}</p><p>${words.what}</p>
    <div class="row">
      <button type="button" data-do=${`set-up ${method}`} aria-disabled=${disabled} @click=${() => c.setUp(method)}>${state === 'none' ? words.setUp : words.renew}</button>
      ${state === 'none' ? nothing : html`<button type="button" class="link" data-do=${`remove ${method}`} aria-disabled=${disabled} @click=${() => c.askToRemove(method)}>${words.remove}</button>`}
    </div></div>`
}

/** Each passkey has its own button: there may be several. */
function passkeys(context: SecurityContext, { state, each = [] }: SecurityView['methods'][number]): TemplateResult {
  const { c, t } = context
  const words = t.kept.passkey
  const disabled = c.busy ? 'true' : 'false'
  return html`<div class="stack method"><p><b>${words.name}</b>${state === 'none' ? html` <span class="hint">${t.notSetUp}</span>` : nothing}</p><p>${words.what}</p>
    ${
      each.length > 0
        ? html`<ul class="stack">${each.map(({ id, name, since, heldUntil, usedAt }) => {
            const said = [t.since(day(since, t)), usedAt && t.used(day(usedAt, t))].filter(Boolean).join(' · ')
            return html`<li class="row"><span><bdi>${name || words.name}</bdi> <span class="hint">${said}</span>${isHeld(context, heldUntil, `passkey-${id}`)}</span>
              <button type="button" class="link" aria-disabled=${disabled} aria-label=${`${words.remove}: ${name}, ${said}`} @click=${() => c.askToRemove('passkey', id)}>${words.remove}</button></li>`
          })}</ul>`
        : nothing
    }
    ${
      hasPasskeys()
        ? html`<div class="row"><button type="button" data-do="set-up passkey" aria-disabled=${disabled} @click=${() => c.setUp('passkey')}>${state === 'none' ? words.setUp : words.renew}</button></div>`
        : html`<p class="hint">${t.noPasskeys}</p>`
    }</div>`
}

export function activity({ t }: SecurityContext, { activity }: SecurityView): TemplateResult {
  const name = (method: string | undefined) =>
    keptMethodNames.some((kept) => kept === method) ? `: ${t.kept[method as KeptMethodName].name}` : ''
  return html`<details><summary>${t.activityTitle}</summary>${
    activity.length === 0
      ? html`<p>${t.noActivity}</p>`
      : html`<ul class="stack">${activity.map(
          ({ at, what, method, browser, country }) =>
            html`<li>${t.activity[what]}${what.startsWith('method-') ? name(method) : nothing} <span class="hint">${[moment(at, t), browser, country && countryName(country, t)].filter(Boolean).join(' · ')}</span></li>`,
        )}</ul>`
  }</details>`
}

export const foot = ({ t }: SecurityContext, { expiresAt }: SecurityView): TemplateResult =>
  html`<footer>${t.until(new Date(expiresAt).toLocaleTimeString(t.language, { timeStyle: 'short' }))}</footer>`

export { listed }
